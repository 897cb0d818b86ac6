package dev.courant.it.app;

import dev.courant.event.Publication;
import dev.courant.event.TopicDemand;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;

/** Says a word on each topic below {@code /offered/} when somebody begins to listen. */
@ApplicationScoped
public class Sleeper {
  @Inject private Event<Publication> events;

  void onDemand(@Observes TopicDemand demand) {
    if (demand.wanted() && demand.topic().name().startsWith("/offered/")) {
      events.fire(Publication.of(demand.topic().name(), "awake"));
    }
  }
}
