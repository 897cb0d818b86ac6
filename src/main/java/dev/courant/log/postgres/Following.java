package dev.courant.log.postgres;

import dev.courant.event.Event;
import dev.courant.log.Bounds;
import dev.courant.log.Epochs;
import dev.courant.log.Extent;
import dev.courant.log.LogFollower;
import dev.courant.log.UnreadableLogException;
import dev.courant.log.sql.State;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Reads what is new in the database, whoever stored it, and tells the follower: once, in order, and
 * one batch after the other, on the thread that asks for it. Any thread may.
 */
final class Following {
  private static final Duration REFRESH_PATIENCE = Duration.ofSeconds(2);

  /** How much is read at a time, in bytes of memory. */
  private static final int PAGE_BYTES = 4 * 1024 * 1024;

  /**
   * What is there, to everybody who asks this node.
   *
   * @param head the newest offset that the follower was told of, or is just being told of
   * @param state of the database when it was read last
   */
  record View(Epochs epochs, long head, State state) {
    Bounds bounds() {
      return new Bounds(epochs.position(head), Math.min(head, state.floor()));
    }

    Extent extent() {
      return new Extent(state.events(), state.sizeBytes());
    }
  }

  private final PageQuery query;

  /** Fair: who waits for what it has stored itself is not kept waiting by what comes behind. */
  private final ReentrantLock lock = new ReentrantLock(true);

  private volatile LogFollower follower = batch -> {};

  /** Changed under the lock, read by anyone. */
  private volatile View view;

  /** How many steps have begun; changed under the lock. */
  private final AtomicLong begun = new AtomicLong();

  // Guarded by the lock.
  /** The newest offset that the follower has taken in. */
  private long told;

  /** What the last step has failed with. */
  private Optional<RuntimeException> failure = Optional.empty();

  /** Follows what is stored from that state on. */
  Following(PageQuery query, Epochs epochs, State state) {
    this.query = query;
    this.view = new View(epochs, state.head(), state);
    this.told = state.head();
  }

  void follow(LogFollower newFollower) {
    follower = newFollower;
  }

  View view() {
    return view;
  }

  /**
   * Tells what is new, until nothing is. What the follower throws comes out here, and it gets that
   * batch again the next time.
   *
   * @param own events of this node that may be among them: told as they are, and not as they were
   *     read, so that nobody has to find out that they are the same
   * @throws UnreadableLogException when the database cannot be read now
   */
  void step(List<Event> own) {
    lock.lock();
    try {
      run(own);
    } finally {
      lock.unlock();
    }
  }

  /**
   * The same for somebody who can do without: many may ask at once, and one step is for all who
   * have asked before it began.
   *
   * @throws UnreadableLogException when the database cannot be read now, or others are waited for
   *     too long
   */
  void refresh() {
    long enough = begun.get() + 1;
    if (!isLockedInTime()) {
      throw new UnreadableLogException("The database cannot be read in time");
    }
    try {
      if (begun.get() < enough) {
        run(List.of());
      } else if (failure.isPresent()) {
        throw new UnreadableLogException("The database cannot be read now", failure.get());
      }
    } finally {
      lock.unlock();
    }
  }

  private boolean isLockedInTime() {
    try {
      return lock.tryLock(REFRESH_PATIENCE.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private void run(List<Event> own) {
    begun.incrementAndGet();
    failure = Optional.empty();
    try {
      boolean more = true;
      while (more) {
        Optional<PageQuery.Found> found = query.read(told, PAGE_BYTES, view.epochs());
        more = found.isPresent() ? tell(found.get(), own) : takeUp(query.epochs());
      }
    } catch (RuntimeException e) {
      failure = Optional.of(e);
      throw e;
    }
  }

  /** Tells whether there is more. */
  private boolean tell(PageQuery.Found found, List<Event> own) {
    State state = found.state();
    if (state.head() < told) {
      // Not yet explained: whoever writes begins a new epoch for that.
      return false;
    }
    view = new View(view.epochs(), Math.max(view.head(), found.upTo()), state);
    if (!found.events().isEmpty()) {
      follower.stored(Own.put(own, found.events()));
    }
    told = found.upTo();
    return told < state.head();
  }

  /** Takes up what the chain has become; tells whether there is something to read. */
  private boolean takeUp(Epochs now) {
    if (now.equals(view.epochs())) {
      // Begun, and not committed when it was read.
      return false;
    }
    OptionalLong last = Chain.wentBackTo(view.epochs(), now, view.head());
    // Before those are ended who know the old one: who comes meanwhile is to know the new one.
    view = new View(now, last.orElse(view.head()), view.state());
    if (last.isPresent()) {
      told = Math.min(told, last.getAsLong());
      follower.wentBack(last.getAsLong());
    }
    return true;
  }
}
