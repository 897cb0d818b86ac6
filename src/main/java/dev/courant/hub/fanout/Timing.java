package dev.courant.hub.fanout;

/**
 * The deadlines that a pump keeps.
 *
 * @param heartbeatNanos after how long without a word an idle connection gets a heartbeat
 * @param writeStallNanos how long a client may take nothing at all while something waits for it
 */
public record Timing(long heartbeatNanos, long writeStallNanos) {}
