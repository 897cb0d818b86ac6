package dev.courant.log;

import dev.courant.event.Event;
import java.util.List;

/**
 * A part of history, in order.
 *
 * @param events every event that is kept and worth knowing in this part
 * @param upTo the last offset of this part; the next one starts behind it
 * @param floor the newest offset that retention had removed: where this is above the offset that
 *     was read from, what lies between is lost
 */
public record Page(List<Event> events, long upTo, long floor) {}
