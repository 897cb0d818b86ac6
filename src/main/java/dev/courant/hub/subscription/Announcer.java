package dev.courant.hub.subscription;

import dev.courant.event.IdempotencyKey;
import dev.courant.event.Publication;
import dev.courant.event.Receipt;
import dev.courant.event.Topic;
import dev.courant.wire.Subscription;
import dev.courant.wire.SubscriptionFormat;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/**
 * Publishes that subscriptions begin or end, in all formats that are told. Any thread may call it.
 */
final class Announcer {
  private static final System.Logger LOG = System.getLogger(Announcer.class.getName());
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(20);

  /** Nobody who publishes over HTTP is called so: a subject there is never a URN of the hub's. */
  private static final String OF_HUB = "urn:courant:hub";

  private final SubscriptionEvents events;
  private final String hubPath;
  private final Function<List<Publication>, List<CompletableFuture<Receipt>>> log;

  Announcer(
      SubscriptionEvents events,
      String hubPath,
      Function<List<Publication>, List<CompletableFuture<Receipt>>> log) {
    this.events = events;
    this.hubPath = hubPath;
    this.log = log;
  }

  /** What is to be published about one. */
  List<Publication> about(Subscription subscription, boolean active) {
    return about(subscription, active, Optional.empty());
  }

  /**
   * The same, to be stored once only whoever publishes it.
   *
   * @param key what tells it from all others
   */
  List<Publication> onceAbout(Subscription subscription, boolean active, String key) {
    return about(subscription, active, Optional.of(key));
  }

  /** Publishes, and waits until it is stored; tells whether it is. */
  boolean publish(List<Publication> publications) throws InterruptedException {
    try {
      CompletableFuture.allOf(log.apply(publications).toArray(CompletableFuture[]::new))
          .get(LONGEST_WAIT.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (ExecutionException | TimeoutException | RuntimeException | Error e) {
      LOG.log(System.Logger.Level.WARNING, "Subscription events wait, since storing failed", e);
      return false;
    }
  }

  private List<Publication> about(
      Subscription subscription, boolean active, Optional<String> onceAs) {
    List<Publication> publications = new ArrayList<>();
    for (SubscriptionFormat format : events.formats()) {
      publications.add(
          event(
              new Topic(format.path(hubPath, subscription)),
              format,
              format.document(hubPath, subscription, active, Optional.empty()),
              onceAs.map(key -> new IdempotencyKey(OF_HUB, key + "/" + format))));
    }
    return publications;
  }

  private static Publication event(
      Topic topic, SubscriptionFormat format, String document, Optional<IdempotencyKey> key) {
    return new Publication(
        List.of(topic),
        document,
        format == SubscriptionFormat.MERCURE ? Optional.of(Publication.HUB_TYPE) : Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        true,
        Optional.empty(),
        key);
  }
}
