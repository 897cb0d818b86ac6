package dev.courant.hub;

import java.time.Duration;

/**
 * The numbers that bound the hub.
 *
 * @param pumps how many threads share the connections
 * @param heartbeat after how long without a word an idle connection gets a heartbeat
 * @param writeStall how long a client may take nothing at all while something waits for it
 * @param outboxMaxBytes how many bytes may wait for one client
 * @param tailMaxBytes how many bytes of memory the newest events may hold
 * @param eventMaxBytes how many bytes of UTF-8 the data of one event may have
 * @param maxWaitingPublications how many publications may wait to be stored
 * @param maxConcurrentReplays how many connections may be read pages of history at a time
 * @param streamMaxAge how old a stream may become
 * @param connections how many connections may be open
 * @param stop how a stop goes on
 */
public record HubLimits(
    int pumps,
    Duration heartbeat,
    Duration writeStall,
    int outboxMaxBytes,
    long tailMaxBytes,
    int eventMaxBytes,
    int maxWaitingPublications,
    int maxConcurrentReplays,
    Duration streamMaxAge,
    ConnectionLimits connections,
    StopLimits stop) {}
