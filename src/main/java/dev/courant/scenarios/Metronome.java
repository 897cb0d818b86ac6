package dev.courant.scenarios;

import dev.courant.event.RefusedException;
import dev.courant.event.TopicDemand;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Beats every second for as long as a topic has listeners. Any thread may use it. */
final class Metronome {
  private static final System.Logger LOG = System.getLogger(Metronome.class.getName());

  private final String topic;
  private final Runnable beat;
  private @Nullable Future<?> beating;

  /**
   * A metronome at rest.
   *
   * @param beat what is done every second: never twice at a time, so that nothing is told late
   */
  Metronome(String topic, Runnable beat) {
    this.topic = topic;
    this.beat = beat;
  }

  /**
   * Starts with the topic's first listener, and stops with the last; others are not its concern.
   */
  synchronized void heed(TopicDemand demand, ScheduledExecutorService scheduler) {
    if (demand.isFor(topic)) {
      stop();
      if (demand.wanted()) {
        beating = scheduler.scheduleAtFixedRate(this::beatOnce, 0, 1, TimeUnit.SECONDS);
      }
    }
  }

  /** Stops; a beat that has begun goes on to its end. */
  synchronized void stop() {
    if (beating != null) {
      beating.cancel(false);
      beating = null;
    }
  }

  private synchronized void beatOnce() {
    try {
      beat.run();
    } catch (RefusedException e) {
      // Thrown out of here it would end the schedule; who misses a second goes on.
      LOG.log(System.Logger.Level.WARNING, topic + " was refused: " + e.detail());
    }
  }
}
