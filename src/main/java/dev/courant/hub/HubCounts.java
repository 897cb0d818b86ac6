package dev.courant.hub;

import dev.courant.event.Position;
import dev.courant.hub.connection.Departure;
import java.util.Map;

/**
 * How the hub stands at one moment.
 *
 * @param connections how many connections are open
 * @param departures how many have ended since the start, by reason
 * @param head the position of the newest event
 * @param oldestOffset the offset of the oldest event that is kept
 */
public record HubCounts(
    int connections, Map<Departure, Long> departures, Position head, long oldestOffset) {}
