package dev.courant.hub;

import dev.courant.hub.connection.Departure;
import dev.courant.log.Bounds;
import java.util.Map;

/**
 * How the hub stands at one moment.
 *
 * @param connections how many connections are open
 * @param departures how many have ended since the start, by reason
 * @param skipped how many events were left out since then, for connections that want the latest
 *     only or not so many
 * @param bounds where history begins and ends
 */
public record HubCounts(
    int connections, Map<Departure, Long> departures, long skipped, Bounds bounds) {}
