package dev.courant.hub.subscription;

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
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Tells when a subscription begins and ends: by private events that go through the log like all
 * others (Mercure draft 08, "Subscription Events"). A thread of its own does that, one step after
 * the other, so that what is told of a subscription is in order, and nobody who connects waits for
 * it. What cannot be stored is tried again: then it tells how things stand by then.
 */
public final class SubscriptionTeller implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(SubscriptionTeller.class.getName());

  /** About how many subscriptions are told of in one step. */
  private static final int STEP_SUBSCRIPTIONS = 256;

  private static final Duration LONGEST_WAIT = Duration.ofSeconds(20);
  private static final Duration PAUSE = Duration.ofSeconds(1);
  private static final long STOP_MILLIS = 2_000;

  private final Subscriptions subscriptions;
  private final SubscriptionEvents events;
  private final String hubPath;
  private final Function<List<Publication>, List<CompletableFuture<Receipt>>> log;
  private final @Nullable Thread thread;

  /** Whether the hub is being stopped; touched by the teller's thread and the one that closes. */
  private volatile boolean closed;

  /**
   * A teller.
   *
   * @param hubPath the path of the hub's public URL
   * @param log stores publications, together and in order
   * @param threads makes the thread; none is made where nothing is told
   */
  public SubscriptionTeller(
      Subscriptions subscriptions,
      SubscriptionEvents events,
      String hubPath,
      Function<List<Publication>, List<CompletableFuture<Receipt>>> log,
      ThreadFactory threads) {
    this.subscriptions = subscriptions;
    this.events = events;
    this.hubPath = hubPath;
    this.log = log;
    this.thread = events.enabled() ? threads.newThread(this::tell) : null;
  }

  /** Starts the thread. */
  public void start() {
    if (thread != null) {
      thread.start();
    }
  }

  /** Tells that everybody has left, and stops the thread. To be called before the log is closed. */
  @Override
  public void close() {
    closed = true;
    subscriptions.close();
    if (thread == null) {
      return;
    }
    try {
      thread.join(STOP_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    thread.interrupt();
  }

  private void tell() {
    try {
      List<Subscriber.Change> changes = subscriptions.await(STEP_SUBSCRIPTIONS);
      while (!changes.isEmpty()) {
        tell(changes);
        changes = subscriptions.await(STEP_SUBSCRIPTIONS);
      }
    } catch (InterruptedException stopping) {
      // Also when the container stops its threads.
      Thread.currentThread().interrupt();
    }
  }

  private void tell(List<Subscriber.Change> changes) throws InterruptedException {
    boolean stored = store(changes);
    changes.forEach(change -> subscriptions.told(change, stored));
    if (!stored) {
      if (closed) {
        throw new InterruptedException("closed");
      }
      TimeUnit.NANOSECONDS.sleep(PAUSE.toNanos());
    }
  }

  private boolean store(List<Subscriber.Change> changes) throws InterruptedException {
    try {
      List<Publication> publications = new ArrayList<>();
      for (Subscriber.Change change : changes) {
        for (Subscription subscription : change.subscriber().subscriptions) {
          publications.addAll(publications(subscription, change.isHere()));
        }
      }
      CompletableFuture.allOf(log.apply(publications).toArray(CompletableFuture[]::new))
          .get(LONGEST_WAIT.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (ExecutionException | TimeoutException | RuntimeException | Error e) {
      LOG.log(System.Logger.Level.WARNING, "Subscription events wait, since storing failed", e);
      return false;
    }
  }

  private List<Publication> publications(Subscription subscription, boolean active) {
    List<Publication> publications = new ArrayList<>();
    for (SubscriptionFormat format : events.formats()) {
      Topic topic = new Topic(format.path(hubPath, subscription));
      String document = format.document(hubPath, subscription, active, Optional.empty());
      publications.add(event(topic, format, document));
    }
    return publications;
  }

  private static Publication event(Topic topic, SubscriptionFormat format, String document) {
    return new Publication(
        List.of(topic),
        document,
        format == SubscriptionFormat.MERCURE ? Optional.of(Publication.HUB_TYPE) : Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        true,
        Optional.empty(),
        Optional.empty());
  }
}
