package dev.courant.log;

/**
 * How much is kept.
 *
 * @param events how many events
 * @param bytes what they count together, in the unit of retention: text and rows, no indexes; in
 *     memory, what they hold there
 */
public record Extent(long events, long bytes) {}
