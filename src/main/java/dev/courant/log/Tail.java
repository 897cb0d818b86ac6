package dev.courant.log;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * The newest part of a log, in memory: a run of entries with dense offsets, found by offset without
 * searching. It keeps entries up to a number of bytes, and at least the newest one. Safe for use by
 * any thread; entries are added by one at a time.
 *
 * @param <T> what stands for an event here
 */
public final class Tail<T> {
  private static final int FIRST_CAPACITY = 1024;

  private final ReentrantLock lock = new ReentrantLock();
  private final long maxBytes;
  private final ToIntFunction<T> weightBytes;

  // Guarded by lock. The entry of an offset stands at ring[offset % ring.length].
  private @Nullable Object[] ring = new @Nullable Object[FIRST_CAPACITY];
  private long oldest;
  private long bytes;

  /** The newest offset; written under the lock, read by anyone. */
  private volatile long head;

  /**
   * An empty tail.
   *
   * @param head the offset of the newest event of the log, which is not in this tail
   * @param maxBytes how many bytes the entries may weigh together
   * @param weightBytes what one entry weighs, in bytes
   */
  public Tail(long head, long maxBytes, ToIntFunction<T> weightBytes) {
    this.head = head;
    this.oldest = head + 1;
    this.maxBytes = maxBytes;
    this.weightBytes = weightBytes;
  }

  /** The offset of the newest entry. */
  public long head() {
    return head;
  }

  /** The offset of the oldest entry that is kept; one above the head while there is none. */
  public long oldest() {
    lock.lock();
    try {
      return oldest;
    } finally {
      lock.unlock();
    }
  }

  /** How much is in it: entries, and what they weigh. */
  public Extent extent() {
    lock.lock();
    try {
      return new Extent(head - oldest + 1, bytes);
    } finally {
      lock.unlock();
    }
  }

  /** Lets go of everything: what is added next has the offset behind {@code newHead}. */
  public void skipTo(long newHead) {
    lock.lock();
    try {
      Arrays.fill(ring, null);
      bytes = 0;
      oldest = newHead + 1;
      head = newHead;
    } finally {
      lock.unlock();
    }
  }

  /** Adds the entries of the offsets that follow the head, and lets go of the oldest ones. */
  public void append(List<T> entries) {
    lock.lock();
    try {
      // All room first: once entries are counted, nothing fails any more.
      makeRoomFor(entries.size());
      long offset = head;
      for (T entry : entries) {
        offset++;
        ring[slot(offset)] = entry;
        bytes += weightBytes.applyAsInt(entry);
      }
      while (bytes > maxBytes && oldest < offset) {
        bytes -= weightBytes.applyAsInt(entry(oldest));
        ring[slot(oldest)] = null;
        oldest++;
      }
      head = offset;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Reads entries in order.
   *
   * @param after the offset behind which to start
   * @param upTo the last offset to read
   * @param maxBytes how many bytes they may weigh together; the first is read whatever it weighs
   * @return the entries; empty when there are none, or when the one behind {@code after} is no
   *     longer kept: then {@link #oldest()} is above {@code after + 1}
   */
  public List<T> after(long after, long upTo, int maxBytes) {
    if (after >= head) {
      return List.of();
    }
    lock.lock();
    try {
      if (after + 1 < oldest) {
        return List.of();
      }
      long last = Math.min(upTo, head);
      List<T> page = new ArrayList<>();
      long room = maxBytes;
      for (long offset = after + 1; offset <= last; offset++) {
        T entry = entry(offset);
        room -= weightBytes.applyAsInt(entry);
        if (room < 0 && !page.isEmpty()) {
          break;
        }
        page.add(entry);
      }
      return page;
    } finally {
      lock.unlock();
    }
  }

  private void makeRoomFor(int entries) {
    long needed = head + entries - oldest + 1;
    if (needed <= ring.length) {
      return;
    }
    int length = ring.length;
    while (length < needed) {
      length = Math.multiplyExact(length, 2);
    }
    @Nullable Object[] larger = new @Nullable Object[length];
    for (long offset = oldest; offset <= head; offset++) {
      larger[(int) (offset % larger.length)] = ring[slot(offset)];
    }
    ring = larger;
  }

  private int slot(long offset) {
    return (int) (offset % ring.length);
  }

  @SuppressWarnings("unchecked") // only append writes into the ring, and only entries
  private T entry(long offset) {
    return (T) Objects.requireNonNull(ring[slot(offset)]);
  }
}
