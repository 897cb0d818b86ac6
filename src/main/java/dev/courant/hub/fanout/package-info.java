/**
 * From the tail to the outboxes: pumps that own their connections, audiences, and catching up. May
 * use {@code hub.connection}, {@code log}, {@code wire}, {@code access} and {@code event}.
 */
@NullMarked
package dev.courant.hub.fanout;

import org.jspecify.annotations.NullMarked;
