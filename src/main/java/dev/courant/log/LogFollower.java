package dev.courant.log;

import dev.courant.event.Event;
import java.util.List;

/** Is told what becomes of a log; see {@link EventLog#follow}. */
@FunctionalInterface
public interface LogFollower {
  /** These were stored; must not block. */
  void stored(List<Event> events);

  /**
   * What stood behind this offset is not part of history any more, and other events will take its
   * place: the store was put back to an earlier state while it was in use. May block for a moment.
   *
   * @param head the newest offset that is left
   */
  default void wentBack(long head) {}
}
