package dev.courant.hub.fanout;

import dev.courant.hub.connection.Connection;
import dev.courant.hub.connection.Interest;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A connection in a pump's books. Only its pump touches it while it is live; while it catches up,
 * the catch-up thread that holds it moves the cursor, and hands it back through the pump's mailbox.
 */
final class Member {
  final Connection connection;
  final Pump pump;

  /**
   * The offset of the last event that it was offered, or that does not concern it. While it is live
   * the pump's position may be ahead of it: nothing in between concerned it. Operators look at it
   * from other threads.
   */
  volatile long cursor;

  /** Up to here its events are read one at a time, since one of them could not be encoded. */
  long carefulUpTo;

  /** How often the event behind the cursor could not be encoded. */
  int failedTries;

  /**
   * Whether it presented a cursor that means something here and has not been told yet that it is
   * live.
   */
  boolean owesNotice;

  /** What is behind its cursor up to here it has missed: it is live when it has got all of that. */
  final long completeUpTo;

  /** Whether it has been live: from then on it may be spared what is out of date. */
  boolean hasBeenLive;

  /** When it was given something last, if it has to rest after that. */
  private long restingSinceNanos;

  private boolean hasToRest;

  /** How many events were left out for it; operators look at it from other threads. */
  private final AtomicLong skipped = new AtomicLong();

  /** How many events it got on the way to the head. */
  long replayed;

  /** The offset that the last heartbeat told it; only the pump touches it. */
  long announced;

  /** Whether it was told when its token ends; only the pump touches it. */
  boolean knowsOfEnd;

  /** Where it stands in its audience's list; -1 while it is not live. */
  int audienceSlot = -1;

  Member(Connection connection, Pump pump, Entry entry, long head) {
    this.connection = connection;
    this.pump = pump;
    this.cursor = entry.after();
    this.announced = entry.after();
    this.owesNotice = entry.owesNotice();
    this.completeUpTo = owesNotice ? head : cursor;
  }

  Interest interest() {
    return connection.interest();
  }

  /** Counts events that were left out for it. */
  void skipped(int events) {
    if (events > 0) {
      skipped.addAndGet(events);
    }
  }

  /**
   * Where it stands; called by its pump, also while it catches up.
   *
   * @param position where those stand that are live
   */
  Whereabouts whereabouts(long position) {
    return new Whereabouts(isLive(), isLive() ? position : cursor, skipped.get());
  }

  /** Whether it is to get only the newest of what has piled up. */
  boolean conflates() {
    return hasBeenLive && interest().delivery().conflates();
  }

  /** Notes that it was given something. */
  void tookSomething(long nowNanos) {
    hasToRest = hasBeenLive && interest().delivery().isPaced();
    restingSinceNanos = nowNanos;
  }

  /** For how long it is to be given nothing, in nanoseconds. */
  long restNanos(long nowNanos) {
    long rested = nowNanos - restingSinceNanos;
    return hasToRest ? Math.max(0, interest().delivery().restNanos() - rested) : 0;
  }

  boolean isLive() {
    return audienceSlot >= 0;
  }
}
