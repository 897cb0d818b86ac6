package dev.courant.intake;

import dev.courant.event.Publication;
import dev.courant.event.Refusal;
import dev.courant.event.RefusedException;
import dev.courant.hub.Hub;
import dev.courant.hub.Publishing;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.ObservesAsync;
import jakarta.enterprise.inject.spi.EventMetadata;
import jakarta.inject.Inject;
import jakarta.json.bind.Jsonb;
import jakarta.json.bind.JsonbBuilder;
import jakarta.json.bind.JsonbException;
import java.time.Duration;
import java.time.format.DateTimeParseException;

/**
 * Publishes what application code fires as CDI events: a {@link Publication} as it is, and a
 * payload that is {@link Pushed}. Called by the firing thread, or for {@code fireAsync} by one of
 * the container's; what it throws reaches the caller of {@code fire}.
 */
@ApplicationScoped
public class CdiIntake {
  @Inject private Hub hub;
  @Inject private Transactions transactions;
  private final Jsonb jsonb = JsonbBuilder.create();

  void onFired(@Observes Publication publication) {
    publish(publication);
  }

  void onFiredAsync(@ObservesAsync Publication publication) {
    publish(publication);
  }

  void onPushed(@Observes @Pushed("") Object payload, EventMetadata event) {
    publish(publication(payload, event));
  }

  void onPushedAsync(@ObservesAsync @Pushed("") Object payload, EventMetadata event) {
    publish(publication(payload, event));
  }

  private void publish(Publication publication) {
    if (!transactions.enlist(publication)) {
      Publishing.await(hub.publish(publication));
    }
  }

  private Publication publication(Object payload, EventMetadata event) {
    Pushed pushed = pushed(event);
    if (payload instanceof Publication) {
      throw new RefusedException(
          Refusal.INVALID, "A Publication names its topics itself: fire it without @Pushed");
    }
    String json = json(payload);
    Publication.Builder publication =
        Publication.on(TopicTemplate.expand(pushed.value(), json)).data(json);
    if (!pushed.type().isEmpty()) {
      publication.type(pushed.type());
    }
    if (!pushed.ttl().isEmpty()) {
      publication.ttl(duration(pushed.ttl()));
    }
    if (pushed.isPrivate()) {
      publication.asPrivate();
    }
    return publication.build();
  }

  private static Duration duration(String ttl) {
    try {
      return Duration.parse(ttl);
    } catch (DateTimeParseException e) {
      throw new RefusedException(
          Refusal.INVALID, "\"%s\" is no ttl: write PT10S for ten seconds".formatted(ttl));
    }
  }

  private static Pushed pushed(EventMetadata event) {
    return event.getQualifiers().stream()
        .filter(Pushed.class::isInstance)
        .map(Pushed.class::cast)
        .findFirst()
        .orElseThrow();
  }

  private String json(Object payload) {
    try {
      return jsonb.toJson(payload);
    } catch (JsonbException e) {
      RefusedException refused =
          new RefusedException(
              Refusal.INVALID, "%s cannot be written as JSON".formatted(payload.getClass()));
      refused.initCause(e);
      throw refused;
    }
  }
}
