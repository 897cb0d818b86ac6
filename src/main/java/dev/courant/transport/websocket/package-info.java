/**
 * The way out by WebSocket (RFC 6455; Jakarta WebSocket 2.1): the same events with the same cursors
 * as every other stream, and orders that come in on it. Who may come in is decided before the
 * upgrade, while there still is an HTTP request to answer. May use {@code hub}, {@code wire},
 * {@code access} and {@code event}.
 */
@NullMarked
package dev.courant.transport.websocket;

import org.jspecify.annotations.NullMarked;
