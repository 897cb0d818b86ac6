package dev.courant.admin.topic;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;

/** What is known of one topic. Guarded by the lock of its {@link TopicBook}. */
final class TopicRecord {
  /** Five minutes. */
  static final int SLICES = 60;

  static final long SLICE_MILLIS = 5_000;

  /** The minute that a rate is told of. */
  private static final int RATE_SLICES = 12;

  /**
   * Events are counted by stretches of the log, so that what retention removes can be taken off.
   */
  private static final int STRETCH_BITS = 14;

  private static final class Amount {
    private long events;
    private long bytes;
  }

  private final int[] slices = new int[SLICES];
  private final TreeMap<Long, Amount> kept = new TreeMap<>();
  private long newestSlice;
  private long lastOffset;
  private long lastMillis;

  /** Counts an event. What has a ttl is not history: it goes by itself. */
  void add(long offset, long millis, long bytes, boolean isHistory) {
    lastOffset = Math.max(lastOffset, offset);
    lastMillis = Math.max(lastMillis, millis);
    long slice = millis / SLICE_MILLIS;
    moveTo(slice);
    if (slice > newestSlice - SLICES) {
      slices[(int) (slice % SLICES)]++;
    }
    if (isHistory) {
      Amount amount = kept.computeIfAbsent(offset >> STRETCH_BITS, stretch -> new Amount());
      amount.events++;
      amount.bytes += bytes;
    }
  }

  /** Forgets what lies in stretches that are gone altogether. */
  void forgetUpTo(long floor) {
    kept.headMap((floor + 1) >> STRETCH_BITS).clear();
  }

  long keptEvents() {
    return kept.values().stream().mapToLong(amount -> amount.events).sum();
  }

  long keptBytes() {
    return kept.values().stream().mapToLong(amount -> amount.bytes).sum();
  }

  /** Events in each slice of the last five minutes, oldest first. */
  List<Integer> recent(long nowMillis) {
    moveTo(nowMillis / SLICE_MILLIS);
    List<Integer> recent = new ArrayList<>(SLICES);
    for (int i = 0; i < SLICES; i++) {
      recent.add(slices[(int) ((newestSlice + 1 + i) % SLICES)]);
    }
    return recent;
  }

  /** Events a second, over the last minute. */
  double rate(long nowMillis) {
    long events =
        recent(nowMillis).stream().skip(SLICES - RATE_SLICES).mapToLong(Integer::longValue).sum();
    return events * 1000.0 / (RATE_SLICES * SLICE_MILLIS);
  }

  long lastOffset() {
    return lastOffset;
  }

  long lastMillis() {
    return lastMillis;
  }

  private void moveTo(long slice) {
    if (slice - newestSlice >= SLICES) {
      Arrays.fill(slices, 0);
      newestSlice = slice;
    }
    while (newestSlice < slice) {
      newestSlice++;
      slices[(int) (newestSlice % SLICES)] = 0;
    }
  }
}
