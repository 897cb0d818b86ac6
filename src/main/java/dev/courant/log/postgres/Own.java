package dev.courant.log.postgres;

import dev.courant.event.Event;
import java.util.ArrayList;
import java.util.List;

/** Puts the events that this node has stored itself in the place of their copies. */
final class Own {
  private Own() {}

  /**
   * What was read, with what this node has at hand.
   *
   * @param own in order
   * @param read in order; of those that are the same only the own ones have their keys
   */
  static List<Event> put(List<Event> own, List<Event> read) {
    if (own.isEmpty()) {
      return read;
    }
    List<Event> events = new ArrayList<>(read.size());
    int next = 0;
    for (Event event : read) {
      while (next < own.size() && own.get(next).offset() < event.offset()) {
        next++;
      }
      boolean isOwn = next < own.size() && own.get(next).position().equals(event.position());
      events.add(isOwn ? own.get(next) : event);
    }
    return events;
  }
}
