package dev.courant.scenarios;

import dev.courant.event.Publication;
import dev.courant.event.RefusedException;
import dev.courant.event.TopicDemand;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Tells the time every second, and rests while nobody listens. */
@ApplicationScoped
public class ClockBean {
  private static final System.Logger LOG = System.getLogger(ClockBean.class.getName());
  private static final String TOPIC = "/clock";

  /** So that a clock pushes nothing out of what is kept of others. */
  private static final Duration WORTH_KNOWING = Duration.ofSeconds(2);

  @Inject private Event<Publication> events;
  @Resource private ManagedScheduledExecutorService scheduler;

  private @Nullable Future<?> ticking;

  /** Starts with the first listener, and stops with the last. */
  synchronized void onDemand(@Observes TopicDemand demand) {
    if (!demand.isFor(TOPIC)) {
      return;
    }
    if (demand.wanted()) {
      stop();
      ticking = scheduler.scheduleAtFixedRate(this::tick, 0, 1, TimeUnit.SECONDS);
    } else {
      stop();
      LOG.log(System.Logger.Level.INFO, "Connection closed");
    }
  }

  @PreDestroy
  synchronized void stop() {
    if (ticking != null) {
      ticking.cancel(false);
      ticking = null;
    }
  }

  /** One at a time: a tick that is late must not tell an earlier time after a later one. */
  private synchronized void tick() {
    try {
      events.fire(
          Publication.on(TOPIC).data(Clock.systemUTC().millis() + ";").ttl(WORTH_KNOWING).build());
      events.fire(
          Publication.on(TOPIC)
              .id("10")
              .retry(Duration.ofSeconds(3))
              .type("custom-event")
              .data("{\"message\":\"Hello, world!\"}")
              .ttl(WORTH_KNOWING)
              .build());
    } catch (RefusedException e) {
      // Thrown out of here it would end the schedule; a clock that misses a second goes on.
      LOG.log(System.Logger.Level.WARNING, "The clock was refused: " + e.detail());
    }
  }
}
