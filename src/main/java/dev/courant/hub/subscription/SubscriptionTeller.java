package dev.courant.hub.subscription;

import dev.courant.event.Publication;
import dev.courant.event.Receipt;
import dev.courant.wire.Subscription;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
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

  private static final Duration PAUSE = Duration.ofSeconds(1);
  private static final long STOP_MILLIS = 2_000;

  private final Subscriptions subscriptions;
  private final Announcer announcer;
  private final @Nullable Thread thread;
  private volatile Testament testament = Testament.NONE;

  /** Those whose end was told, and of whom word is still left; touched by the thread only. */
  private final List<String> ended = new ArrayList<>();

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
    this.announcer = new Announcer(events, hubPath, log);
    this.thread = events.enabled() ? threads.newThread(this::tell) : null;
  }

  /** Starts the thread. */
  public void start() {
    if (thread != null) {
      thread.start();
    }
  }

  /** From now on word is left there of what was told. To be called before anybody connects. */
  public void leaveWord(Testament will) {
    testament = will;
  }

  /**
   * Tells the end of what a subscriber of another node listened to, which cannot do so any more;
   * blocks until that is stored. Any thread may call it.
   *
   * @param key tells it from all others: whoever tells it again with the same key tells nothing
   * @return whether it is stored
   */
  public boolean tellEnd(List<Subscription> ofSubscriber, String key) throws InterruptedException {
    List<Publication> publications = new ArrayList<>();
    for (Subscription subscription : ofSubscriber) {
      publications.addAll(
          announcer.onceAbout(subscription, false, key + "/" + publications.size()));
    }
    return announcer.publish(publications);
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
    boolean stored = hasLeftWord(changes) && store(changes);
    changes.forEach(change -> subscriptions.told(change, stored));
    if (stored) {
      takeBackWord(changes);
    } else if (closed) {
      throw new InterruptedException("closed");
    } else {
      TimeUnit.NANOSECONDS.sleep(PAUSE.toNanos());
    }
  }

  private boolean store(List<Subscriber.Change> changes) throws InterruptedException {
    List<Publication> publications = new ArrayList<>();
    for (Subscriber.Change change : changes) {
      for (Subscription subscription : change.subscriber().subscriptions) {
        publications.addAll(announcer.about(subscription, change.isHere()));
      }
    }
    return announcer.publish(publications);
  }

  /** Before a beginning is told: or nobody would tell its end if this node died in between. */
  private boolean hasLeftWord(List<Subscriber.Change> changes) {
    try {
      testament.add(
          changes.stream()
              .filter(Subscriber.Change::isHere)
              .map(change -> change.subscriber().subscriptions)
              .filter(listened -> !listened.isEmpty())
              .toList());
      return true;
    } catch (IOException e) {
      LOG.log(System.Logger.Level.WARNING, "Subscription events wait", e);
      return false;
    }
  }

  /** After an end was told; what is taken back too late is told twice at worst. */
  private void takeBackWord(List<Subscriber.Change> changes) {
    changes.stream()
        .filter(change -> !change.isHere())
        .forEach(change -> ended.add(change.subscriber().id));
    try {
      testament.remove(List.copyOf(ended));
      ended.clear();
    } catch (IOException e) {
      LOG.log(System.Logger.Level.DEBUG, "Word of subscriptions is taken back later", e);
    }
  }
}
