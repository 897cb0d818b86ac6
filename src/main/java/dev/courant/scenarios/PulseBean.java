package dev.courant.scenarios;

import dev.courant.event.Publication;
import dev.courant.event.TopicDemand;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;

/**
 * A numbered event every second, stamped with its time: for pages that watch how events travel. It
 * rests while nobody listens, and goes on with the next number.
 */
@ApplicationScoped
public class PulseBean {
  private static final String TOPIC = "/pulse";

  /** Long enough to come back after a cut. */
  private static final Duration WORTH_KNOWING = Duration.ofMinutes(2);

  @Inject private Event<Publication> events;
  @Inject private Metronome metronome;

  private final long run = Clock.systemUTC().millis();

  // One beat at a time.
  private long number;

  void onDemand(@Observes TopicDemand demand) {
    if (demand.isFor(TOPIC)) {
      metronome.heed(demand, Duration.ofSeconds(1), this::beat);
    }
  }

  private void beat() {
    number++;
    String data =
        "{\"run\":%d,\"n\":%d,\"sent\":%d}".formatted(run, number, Clock.systemUTC().millis());
    events.fire(Publication.on(TOPIC).data(data).ttl(WORTH_KNOWING).build());
  }
}
