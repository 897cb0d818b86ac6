/**
 * One connection as the hub sees it: what it asks for, what waits for it, why it ended. Knows
 * nothing of other connections. May use {@code wire}, {@code access} and {@code event}.
 */
@NullMarked
package dev.courant.hub.connection;

import org.jspecify.annotations.NullMarked;
