package dev.courant.hub.subscription;

import dev.courant.event.Publication;
import dev.courant.event.Receipt;
import dev.courant.wire.Subscription;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
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

  private static final Duration LONGEST_WAIT = Duration.ofSeconds(20);
  private static final Duration PAUSE = Duration.ofSeconds(1);
  private static final long STOP_MILLIS = 2_000;

  private final Subscriptions subscriptions;
  private final Announcer announcer;
  private final @Nullable Thread thread;
  private volatile Testament testament = Testament.NONE;

  /** The words that are not needed any more, and are still there. */
  private final Queue<String> ended = new ConcurrentLinkedQueue<>();

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

  /** Others believe that everybody has left: tells of those who are here again. Any thread. */
  public void retell() {
    ended.addAll(subscriptions.retell());
  }

  /**
   * Tells the ends of which nodes that are gone have left word; blocks until they are stored. Any
   * thread may call it.
   *
   * @param patience how long to wait for that
   * @return whether they are stored
   */
  public boolean tellEnds(List<Testament.Word> words, Duration patience)
      throws InterruptedException {
    return announcer.publish(
        words.stream().flatMap(w -> announcer.end(w).stream()).toList(), patience);
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
    Subscriber.Telling how = hasLeftWord(changes) ? store(changes) : Subscriber.Telling.NOT_DONE;
    for (Subscriber.Change change : changes) {
      note(change, how);
    }
    if (how == Subscriber.Telling.DONE) {
      takeBackWord();
    } else if (closed) {
      throw new InterruptedException("closed");
    } else {
      TimeUnit.NANOSECONDS.sleep(PAUSE.toNanos());
    }
  }

  private Subscriber.Telling store(List<Subscriber.Change> changes) throws InterruptedException {
    try {
      if (announcer.publish(publications(changes), LONGEST_WAIT)) {
        return Subscriber.Telling.DONE;
      }
      // A hub that is alone need not know: nobody else will tell anything about it.
      return testament == Testament.NONE ? Subscriber.Telling.NOT_DONE : Subscriber.Telling.UNKNOWN;
    } catch (RuntimeException | Error e) {
      LOG.log(System.Logger.Level.WARNING, "Subscription events wait", e);
      return Subscriber.Telling.NOT_DONE;
    }
  }

  private void note(Subscriber.Change change, Subscriber.Telling how) {
    boolean isCurrent = subscriptions.note(change, how);
    if (how == Subscriber.Telling.DONE && (!change.isHere() || !isCurrent)) {
      // Of what is told again there is another word.
      ended.add(change.word());
    }
  }

  private List<Publication> publications(List<Subscriber.Change> changes) {
    return changes.stream().flatMap(change -> publications(change).stream()).toList();
  }

  private List<Publication> publications(Subscriber.Change change) {
    List<Subscription> those = change.subscriber().subscriptions;
    if (change.isHere()) {
      return announcer.beginning(those);
    }
    // Nobody else tells it where no word is left.
    return testament == Testament.NONE ? announcer.end(those) : announcer.end(word(change));
  }

  /** Before a beginning is told: or nobody would tell its end if this node died in between. */
  private boolean hasLeftWord(List<Subscriber.Change> changes) {
    try {
      testament.add(
          changes.stream()
              .filter(Subscriber.Change::isHere)
              .map(SubscriptionTeller::word)
              .toList());
      return true;
    } catch (IOException | RuntimeException e) {
      LOG.log(System.Logger.Level.WARNING, "Subscription events wait", e);
      return false;
    }
  }

  /** After an end was told; what is taken back too late is told by others, who tell it once. */
  private void takeBackWord() {
    Set<String> words = Set.copyOf(ended);
    try {
      testament.remove(List.copyOf(words));
      ended.removeAll(words);
    } catch (IOException | RuntimeException e) {
      LOG.log(System.Logger.Level.DEBUG, "Word of subscriptions is taken back later", e);
    }
  }

  private static Testament.Word word(Subscriber.Change change) {
    return new Testament.Word(change.word(), change.subscriber().subscriptions);
  }
}
