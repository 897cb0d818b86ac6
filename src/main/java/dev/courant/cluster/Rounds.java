package dev.courant.cluster;

import dev.courant.hub.subscription.Subscriptions;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;

/**
 * The rounds that a node makes, on a thread of its own: it shows that it is there, tells and learns
 * what nodes count together, and looks after what those have left that are gone.
 */
public final class Rounds implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(Rounds.class.getName());

  /** So many signs of life in the time of a lease. */
  private static final int SIGNS = 5;

  private static final long STOP_MILLIS = 2_000;

  private final Membership membership;
  private final SharedCounts counts;
  private final Testaments testaments;
  private final Subscriptions subscriptions;
  private final Duration pause;
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread thread;

  // Touched by the thread only.
  private long nextSignNanos;

  /**
   * Whether others are to hear everything about this node; not before its former lives are over.
   */
  private boolean isNew;

  private final Deque<String> formerLives = new ArrayDeque<>();

  /**
   * Rounds that begin when they are started.
   *
   * @param subscriptions are told again where others were told that they have ended
   * @param pause between two rounds, at most; less where the lease is short
   * @param threads makes the thread
   */
  public Rounds(
      Membership membership,
      SharedCounts counts,
      Testaments testaments,
      Subscriptions subscriptions,
      Duration pause,
      ThreadFactory threads) {
    this.membership = membership;
    this.counts = counts;
    this.testaments = testaments;
    this.subscriptions = subscriptions;
    Duration betweenSigns = membership.lease().dividedBy(SIGNS);
    this.pause = pause.compareTo(betweenSigns) < 0 ? pause : betweenSigns;
    this.thread = threads.newThread(this::run);
    this.nextSignNanos = System.nanoTime();
  }

  /** Makes the first, on the caller's thread, so that this node has its place; then the others. */
  public void start() {
    try {
      goRound();
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
    }
    thread.start();
  }

  /**
   * Ends them: nobody asks this node any more. Its subscriptions may still be told to have ended.
   */
  @Override
  public void close() {
    closed.countDown();
    try {
      thread.join(STOP_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    try {
      do {
        goRound();
      } while (!closed.await(pause.toNanos(), TimeUnit.NANOSECONDS));
      membership.leave();
    } catch (InterruptedException stopping) {
      // Also when the container stops its threads: others find out by themselves.
      Thread.currentThread().interrupt();
    } catch (SQLException e) {
      LOG.log(System.Logger.Level.DEBUG, "Others find out by themselves", e);
    }
  }

  private void goRound() throws InterruptedException {
    try {
      if (System.nanoTime() - nextSignNanos >= 0) {
        showSign();
        lookAfterTheGone();
      }
      if (isNew) {
        comeBack();
      }
      counts.tell(membership.id());
      counts.learn(membership.nodes());
    } catch (SQLException | RuntimeException | Error e) {
      // The log tells when the database is away.
      LOG.log(System.Logger.Level.DEBUG, "Other nodes cannot be looked at just now", e);
    }
  }

  private void showSign() throws SQLException {
    String before = membership.id();
    OptionalLong readable = membership.renew();
    if (readable.isEmpty()) {
      formerLives.add(before);
    }
    isNew |= readable.isEmpty() || !counts.isReadable(readable.getAsLong());
    nextSignNanos = System.nanoTime() + membership.lease().toNanos() / SIGNS;
  }

  /** In this order: what has ended for others must have ended before it begins again. */
  private void comeBack() throws SQLException, InterruptedException {
    while (!formerLives.isEmpty()) {
      if (!testaments.execute(formerLives.element())) {
        formerLives.remove();
      }
      showSign();
    }
    counts.startAnew();
    subscriptions.retell();
    isNew = false;
  }

  private void lookAfterTheGone() throws SQLException, InterruptedException {
    Optional<String> dead = membership.inherit();
    if (dead.isPresent()) {
      while (testaments.execute(dead.get())) {
        membership.remainHeirOf(dead.get());
        showSign();
      }
      membership.bury(dead.get());
    }
  }
}
