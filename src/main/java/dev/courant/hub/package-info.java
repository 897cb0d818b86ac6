/**
 * The domain logic: publish, and connect. {@link dev.courant.hub.Hub} is its door; the sub-packages
 * hold what a connection is and how events get to it. May use {@code log}, {@code wire}, {@code
 * access} and {@code event}; nothing of {@code jakarta.*}, so all of it runs under plain JUnit.
 */
@NullMarked
package dev.courant.hub;

import org.jspecify.annotations.NullMarked;
