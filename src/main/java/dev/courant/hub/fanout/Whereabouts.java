package dev.courant.hub.fanout;

/**
 * Where a connection stands in history, at one moment.
 *
 * @param isLive whether it gets events as they happen; else it is catching up
 * @param cursor the offset up to which it was offered everything that concerns it
 * @param skipped how many events were left out for it, since it wants the latest only or not so
 *     many
 */
public record Whereabouts(boolean isLive, long cursor, long skipped) {}
