/**
 * Finds what concerns a topic without asking each pattern. May use {@code event}; {@code
 * hub.fanout} and {@code hub} use it.
 */
@NullMarked
package dev.courant.hub.matching;

import org.jspecify.annotations.NullMarked;
