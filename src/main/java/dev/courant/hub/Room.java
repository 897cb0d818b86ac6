package dev.courant.hub;

import dev.courant.event.Refusal;
import dev.courant.event.RefusedException;
import java.util.concurrent.Semaphore;

/** The room for publications that wait to be stored. Any thread may call it. */
final class Room {
  private final Semaphore places;
  private final int size;
  private volatile boolean closed;

  Room(int size) {
    this.size = size;
    this.places = new Semaphore(size);
  }

  /**
   * Takes a place for one publication.
   *
   * @throws RefusedException ({@link Refusal#OVERLOADED}) when there is none now
   */
  void take() {
    if (closed) {
      throw new RefusedException(Refusal.STOPPING, "The hub is being stopped");
    }
    if (!places.tryAcquire()) {
      throw new RefusedException(
          Refusal.OVERLOADED,
          "%,d publications wait to be stored already: try again in a moment".formatted(size));
    }
  }

  /** Gives places back. */
  void release(int count) {
    places.release(count);
  }

  /** From now on everything is refused. */
  void close() {
    closed = true;
  }
}
