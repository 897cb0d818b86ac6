package dev.courant.jaxrs;

import dev.courant.event.Matcher;
import dev.courant.event.Publication;
import dev.courant.event.Refusal;
import dev.courant.event.RefusedException;
import jakarta.json.bind.Jsonb;
import jakarta.json.bind.JsonbBuilder;
import jakarta.json.bind.JsonbException;
import jakarta.ws.rs.sse.OutboundSseEvent;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** Turns an event of JAX-RS into a publication. */
final class OutboundPublication {
  /** Thread-safe, and holds nothing that would have to be closed: no part of it is injected. */
  private static final Jsonb JSONB = JsonbBuilder.create();

  private OutboundPublication() {}

  /**
   * The publication of an event on the topics of a broadcaster. Comments are not published.
   *
   * @throws RefusedException ({@link Refusal#INVALID}) when the broadcaster is for every topic or a
   *     pattern, or the data is neither text nor can be written as JSON
   */
  static Publication of(Set<Matcher> matchers, OutboundSseEvent event) {
    List<String> topics = matchers.stream().map(OutboundPublication::topic).toList();
    Publication.Builder publication = Publication.on(topics.get(0)).data(data(event));
    topics.stream().skip(1).forEach(publication::alsoOn);
    if (event.getId() != null) {
      publication.id(event.getId());
    }
    if (event.getName() != null) {
      publication.type(event.getName());
    }
    if (event.isReconnectDelaySet()) {
      publication.retry(Duration.ofMillis(event.getReconnectDelay()));
    }
    return publication.build();
  }

  private static String topic(Matcher matcher) {
    if (matcher instanceof Matcher.Exact exact) {
      return exact.topic().name();
    }
    throw new RefusedException(
        Refusal.INVALID, "A broadcaster for \"*\" or a pattern has no topic to publish on");
  }

  private static String data(OutboundSseEvent event) {
    Object data = event.getData();
    if (data == null) {
      return "";
    }
    if (data instanceof CharSequence || data instanceof Number || data instanceof Boolean) {
      return data.toString();
    }
    try {
      return JSONB.toJson(data, event.getGenericType());
    } catch (JsonbException e) {
      RefusedException refused =
          new RefusedException(
              Refusal.INVALID, "%s cannot be written as JSON".formatted(data.getClass()));
      refused.initCause(e);
      throw refused;
    }
  }
}
