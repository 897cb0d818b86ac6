package dev.courant.hub;

import dev.courant.event.Refusal;
import dev.courant.event.RefusedException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

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

  /**
   * Waits until every place is free again, which leaves none to take.
   *
   * @return whether that came to be within the time
   */
  boolean awaitEmpty(Duration time) throws InterruptedException {
    return places.tryAcquire(size, time.toNanos(), TimeUnit.NANOSECONDS);
  }

  /** From now on everything is refused. */
  void close() {
    closed = true;
  }
}
