package dev.courant.bench.fanout.app.pace;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/**
 * Publishes at a steady rate: what is due by now is published together. A publisher that is slower
 * than its rate falls behind, and takes longer.
 *
 * @param perSecond events per second
 * @param seconds how long it is to take
 * @param bytes how long the data of an event is
 * @param topics among how many topics they are spread, at random
 */
public record Pace(double perSecond, double seconds, int bytes, int topics) {
  private static final long TICK_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

  /** What is published at a time at the most, after the publisher has fallen behind. */
  private static final long BATCH_MAX = 1000;

  private static final int MAX_DELAY = 3;

  /**
   * An event to publish.
   *
   * @param topic the number of its topic
   * @param data stamped with the present moment, and with a number that counts up for each topic
   */
  public record Stamped(int topic, String data) {}

  /**
   * Does it, on the calling thread, and returns how many events there were: fewer than asked for,
   * when the publisher takes more than {@value #MAX_DELAY} times as long as it should.
   */
  public long run(Consumer<List<Stamped>> publisher) {
    RandomGenerator random = RandomGenerator.getDefault();
    long[] numbers = new long[topics];
    String filler = "x".repeat(bytes);
    long total = (long) (perSecond * seconds);
    long begin = System.nanoTime();
    long sent = 0;
    long end = begin + (long) (MAX_DELAY * seconds * 1e9);
    for (long tick = begin; sent < total && System.nanoTime() < end; tick += TICK_NANOS) {
      LockSupport.parkNanos(tick - System.nanoTime());
      long due = (long) ((System.nanoTime() - begin) / 1e9 * perSecond);
      long now = Math.min(Math.min(total, due), sent + BATCH_MAX);
      List<Stamped> batch = new ArrayList<>();
      for (; sent < now; sent++) {
        int topic = topics == 1 ? 0 : random.nextInt(topics);
        batch.add(new Stamped(topic, data(++numbers[topic], filler)));
      }
      if (!batch.isEmpty()) {
        publisher.accept(batch);
      }
    }
    return sent;
  }

  private String data(long number, String filler) {
    Instant now = Instant.now();
    long nanos = TimeUnit.SECONDS.toNanos(now.getEpochSecond()) + now.getNano();
    String stamp = "t=" + nanos + ";n=" + number + ";";
    return stamp + filler.substring(Math.min(stamp.length(), filler.length()));
  }
}
