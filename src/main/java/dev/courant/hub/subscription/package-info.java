/**
 * Who listens to what, subscription by subscription, and the events that tell when one begins and
 * ends. May use {@code wire}, {@code access} and {@code event}; knows nothing of connections and of
 * how an event gets into the log.
 */
@NullMarked
package dev.courant.hub.subscription;

import org.jspecify.annotations.NullMarked;
