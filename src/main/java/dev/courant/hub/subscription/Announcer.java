package dev.courant.hub.subscription;

import dev.courant.event.IdempotencyKey;
import dev.courant.event.Publication;
import dev.courant.event.Receipt;
import dev.courant.event.RefusedException;
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

  /** What is to be published when these have begun. */
  List<Publication> beginning(List<Subscription> subscriptions) {
    return about(subscriptions, true, Optional.empty());
  }

  /** What is to be published when these have ended. */
  List<Publication> end(List<Subscription> subscriptions) {
    return about(subscriptions, false, Optional.empty());
  }

  /** What is to be published when these have ended: it is stored once, whoever publishes it. */
  List<Publication> end(Testament.Word word) {
    return about(word.subscriptions(), false, Optional.of(word.id()));
  }

  /**
   * Publishes, and waits until it is stored, for so long at most; tells whether it is. What is
   * refused is left out.
   */
  boolean publish(List<Publication> publications, Duration patience) throws InterruptedException {
    long end = System.nanoTime() + patience.toNanos();
    try {
      for (CompletableFuture<Receipt> receipt : log.apply(publications)) {
        await(receipt, end - System.nanoTime());
      }
      return true;
    } catch (ExecutionException | TimeoutException | RuntimeException | Error e) {
      LOG.log(System.Logger.Level.WARNING, "Subscription events wait, since storing failed", e);
      return false;
    }
  }

  /** One that is refused would be refused for ever, and all that is behind it would wait. */
  private static void await(CompletableFuture<Receipt> receipt, long nanos)
      throws InterruptedException, ExecutionException, TimeoutException {
    try {
      receipt.get(nanos, TimeUnit.NANOSECONDS);
    } catch (ExecutionException e) {
      if (!(e.getCause() instanceof RefusedException refused) || refused.refusal().isTemporary()) {
        throw e;
      }
      LOG.log(System.Logger.Level.WARNING, "A subscription event is not told", refused);
    }
  }

  private List<Publication> about(
      List<Subscription> subscriptions, boolean active, Optional<String> onceAs) {
    List<Publication> publications = new ArrayList<>();
    for (int i = 0; i < subscriptions.size(); i++) {
      Subscription subscription = subscriptions.get(i);
      for (SubscriptionFormat format : events.formats()) {
        String which = "/" + i + "/" + format;
        Optional<IdempotencyKey> key = onceAs.map(id -> new IdempotencyKey(OF_HUB, id + which));
        try {
          publications.add(
              event(
                  new Topic(format.path(hubPath, subscription)),
                  format,
                  format.document(hubPath, subscription, active, Optional.empty()),
                  key));
        } catch (RefusedException e) {
          // Told by a node that is set up otherwise; here nobody could have been told of it.
          LOG.log(System.Logger.Level.WARNING, "A subscription event is not told", e);
        }
      }
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
