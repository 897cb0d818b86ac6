package dev.courant.hub.subscription;

import dev.courant.wire.Subscription;
import java.io.IOException;
import java.util.List;

/**
 * Where a node leaves word of the subscriptions whose beginning it tells: who outlives it tells
 * their end. May block for a store; called by one thread.
 */
public interface Testament {
  /**
   * What is to be told to have ended.
   *
   * @param id nobody else has it; whoever tells the end with it, it is told once
   * @param subscriptions those of one subscriber
   */
  record Word(String id, List<Subscription> subscriptions) {
    /** The list is copied. */
    public Word {
      subscriptions = List.copyOf(subscriptions);
    }
  }

  /** Of a node that nobody outlives. */
  Testament NONE =
      new Testament() {
        @Override
        public void add(List<Word> words) {}

        @Override
        public void remove(List<String> ids) {}
      };

  /**
   * Leaves word; that of the same id is replaced.
   *
   * @throws IOException when that cannot be done now: the beginning must not be told then
   */
  void add(List<Word> words) throws IOException;

  /**
   * Takes word back, where there is any.
   *
   * @throws IOException when that cannot be done now
   */
  void remove(List<String> ids) throws IOException;
}
