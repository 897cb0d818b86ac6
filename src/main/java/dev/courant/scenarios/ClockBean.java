package dev.courant.scenarios;

import dev.courant.event.Publication;
import dev.courant.event.TopicDemand;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;

/** Tells the time every second, and rests while nobody listens. */
@ApplicationScoped
public class ClockBean {
  private static final System.Logger LOG = System.getLogger(ClockBean.class.getName());
  private static final String TOPIC = "/clock";

  /** So that a clock pushes nothing out of what is kept of others. */
  private static final Duration WORTH_KNOWING = Duration.ofSeconds(2);

  @Inject private Event<Publication> events;
  @Inject private Metronome metronome;

  void onDemand(@Observes TopicDemand demand) {
    if (!demand.isFor(TOPIC)) {
      return;
    }
    metronome.heed(demand, Duration.ofSeconds(1), this::tick);
    if (!demand.wanted()) {
      LOG.log(System.Logger.Level.INFO, "Connection closed");
    }
  }

  private void tick() {
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
  }
}
