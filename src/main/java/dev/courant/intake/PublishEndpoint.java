package dev.courant.intake;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.courant.access.Authentication;
import dev.courant.access.Caller;
import dev.courant.access.FormFields;
import dev.courant.access.PublishRate;
import dev.courant.event.IdempotencyKey;
import dev.courant.event.Publication;
import dev.courant.event.Receipt;
import dev.courant.event.Refusal;
import dev.courant.event.RefusedException;
import dev.courant.hub.Hub;
import dev.courant.hub.Publishing;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Publishes what is posted as a form (Mercure draft 08, "Publication"). Called on request threads;
 * the answer is given when the event is durable.
 */
@ApplicationScoped
public class PublishEndpoint {
  /** Form encoding makes three bytes of one; the rest is room for the other fields. */
  private static final int ENCODING_FACTOR = 3;

  private static final int OTHER_FIELDS_BYTES = 256 * 1024;

  private static final Pattern DIGITS = Pattern.compile("[0-9]{1,9}");

  @Inject private Hub hub;
  @Inject private Authentication authentication;
  @Inject private PublishRate rate;

  /**
   * Publishes, and answers the id of the event.
   *
   * @throws RefusedException when it is not published
   */
  public void publish(HttpServletRequest request, HttpServletResponse response) throws IOException {
    Caller caller = authentication.publisherOf(request);
    rate.take(caller);
    int maxBytes = hub.eventMaxBytes() * ENCODING_FACTOR + OTHER_FIELDS_BYTES;
    FormFields form = FormFields.ofBody(request, maxBytes);
    Publication publication = publication(request, form, caller);
    if (!caller.grant().mayPublish(publication)) {
      // What nobody may publish is the publisher's mistake, and no matter of rights.
      hub.requireNotReserved(publication);
      throw new RefusedException(Refusal.FORBIDDEN, "The token does not grant all of the topics");
    }
    Receipt receipt = Publishing.await(hub.publish(publication));
    response.setContentType("text/plain;charset=utf-8");
    response.getOutputStream().write(receipt.id().getBytes(UTF_8));
  }

  private static Publication publication(
      HttpServletRequest request, FormFields form, Caller caller) {
    List<String> topics = form.all("topic");
    if (topics.isEmpty()) {
      throw new RefusedException(Refusal.INVALID, "The field \"topic\" is missing");
    }
    Publication.Builder publication = Publication.on(topics.get(0));
    topics.stream().skip(1).limit(Publication.MAX_TOPICS).forEach(publication::alsoOn);
    form.first("data").ifPresent(publication::data);
    form.first("type").ifPresent(publication::type);
    form.first("id").ifPresent(publication::id);
    form.first("retry")
        .map(t -> Duration.ofMillis(number("retry", t)))
        .ifPresent(publication::retry);
    form.first("ttl").map(t -> Duration.ofSeconds(number("ttl", t))).ifPresent(publication::ttl);
    if (form.names().contains("private")) {
      publication.asPrivate();
    }
    String key = request.getHeader("Idempotency-Key");
    if (key != null) {
      publication.key(new IdempotencyKey(caller.identity(), key));
    }
    return publication.build();
  }

  private static long number(String field, String text) {
    if (!DIGITS.matcher(text).matches()) {
      throw new RefusedException(
          Refusal.INVALID, "The field \"%s\" is a number of at most nine digits".formatted(field));
    }
    return Long.parseLong(text);
  }
}
