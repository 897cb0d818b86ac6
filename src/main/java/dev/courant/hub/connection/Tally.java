package dev.courant.hub.connection;

import dev.courant.hub.measure.Measures;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Counts what one outbox writes. Guarded by the lock of the outbox. */
final class Tally {
  private final LongSupplier nanoClock;
  private final Measures measures;
  private final long openedNanos;
  private long sentEvents;
  private long sentBytes;
  private long lastWriteNanos;
  private long waitingSinceNanos;

  Tally(LongSupplier nanoClock, Measures measures) {
    this.nanoClock = nanoClock;
    this.measures = measures;
    this.openedNanos = nanoClock.getAsLong();
    this.lastWriteNanos = openedNanos;
  }

  /** Something waits, where nothing did. */
  void waits(long nowNanos) {
    waitingSinceNanos = nowNanos;
  }

  /** A pile was written, in one piece. */
  void wrote(List<Chunk> pile) {
    lastWriteNanos = nanoClock.getAsLong();
    int events = 0;
    int bytes = 0;
    for (Chunk chunk : pile) {
      events += chunk.eventCount();
      bytes += chunk.sizeBytes();
      chunk.stamp().ifPresent(stamp -> measures.delivered(stamp, lastWriteNanos));
    }
    sentEvents += events;
    sentBytes += bytes;
    measures.written(events, bytes);
  }

  /**
   * What it comes to.
   *
   * @param first the chunk that has waited longest, if any waits
   */
  Traffic at(long nowNanos, @Nullable Chunk first, int waitingBytes) {
    long since =
        first == null
            ? nowNanos
            : first.stamp().map(stamp -> stamp.storedNanos()).orElse(waitingSinceNanos);
    return new Traffic(
        openedNanos,
        sentEvents,
        sentBytes,
        waitingBytes,
        lastWriteNanos,
        Math.max(0, nowNanos - since));
  }
}
