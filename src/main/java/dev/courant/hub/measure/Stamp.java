package dev.courant.hub.measure;

/**
 * When an event passed by, by the clock that counts nanoseconds.
 *
 * @param publishedNanos when it was handed to the hub
 * @param storedNanos when it could be read
 */
public record Stamp(long publishedNanos, long storedNanos) {}
