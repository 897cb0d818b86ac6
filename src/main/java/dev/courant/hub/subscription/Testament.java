package dev.courant.hub.subscription;

import dev.courant.wire.Subscription;
import java.io.IOException;
import java.util.List;

/**
 * Where a node leaves word of the subscriptions whose beginning it has told: who outlives it tells
 * their end. May block for a store; called by one thread.
 */
public interface Testament {
  /** A node that nobody outlives. */
  Testament NONE =
      new Testament() {
        @Override
        public void add(List<List<Subscription>> subscribers) {}

        @Override
        public void remove(List<String> subscribers) {}
      };

  /**
   * Adds subscribers, or replaces what was said of them.
   *
   * @param subscribers for each of them, what it listens to: one or more
   * @throws IOException when that cannot be done now: they must not be told of then
   */
  void add(List<List<Subscription>> subscribers) throws IOException;

  /**
   * Removes subscribers whose end was told.
   *
   * @throws IOException when that cannot be done now
   */
  void remove(List<String> subscribers) throws IOException;
}
