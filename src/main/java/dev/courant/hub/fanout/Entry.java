package dev.courant.hub.fanout;

/**
 * Where a connection enters the stream.
 *
 * @param after the offset behind which it begins
 * @param owesNotice whether it is to be told when it has caught up
 */
public record Entry(long after, boolean owesNotice) {}
