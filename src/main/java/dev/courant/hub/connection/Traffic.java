package dev.courant.hub.connection;

/**
 * What has gone to one client so far, and what waits for it, at one moment.
 *
 * @param openedNanos when it was opened, by the clock that counts nanoseconds
 * @param sentEvents events that were handed to the network
 * @param sentBytes bytes that were, the frame of the events and all else included; where the
 *     container does the encoding, about so many
 * @param waitingBytes bytes that wait
 * @param lastWriteNanos when something was handed to the network last, by the clock that counts
 *     nanoseconds; when it was opened, where nothing was
 * @param waitingNanos for how long the oldest chunk that waits has done so; 0 while none does
 */
public record Traffic(
    long openedNanos,
    long sentEvents,
    long sentBytes,
    int waitingBytes,
    long lastWriteNanos,
    long waitingNanos) {}
