package dev.courant.cluster;

import dev.courant.hub.subscription.SubscriptionTeller;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.ThreadFactory;

/**
 * The rounds that a node makes, on a thread of its own: it shows that it is there, tells and learns
 * what nodes count together, and looks after what those have left that are gone.
 */
public final class Rounds implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(Rounds.class.getName());

  /** So many signs of life in the time of a lease. */
  private static final int SIGNS = 5;

  private final Membership membership;
  private final SharedCounts counts;
  private final Testaments testaments;
  private final SubscriptionTeller teller;
  private final Duration pause;
  private final Duration stopTime;
  private final Routine routine;

  // Touched by the thread only.
  private long nextSignNanos;

  /** What this node was known by: it tells of itself again when these are over. */
  private final Deque<String> formerLives = new ArrayDeque<>();

  /** The node that is gone whose heir this one is. */
  private Optional<String> dead = Optional.empty();

  /**
   * Rounds that begin when they are started.
   *
   * @param teller tells subscriptions again of which others were told that they have ended
   * @param pause between two rounds, at most; less where the lease is short
   * @param stopTime how long a stop may take that follows the end of these rounds
   * @param threads makes the thread
   */
  public Rounds(
      Membership membership,
      SharedCounts counts,
      Testaments testaments,
      SubscriptionTeller teller,
      Duration pause,
      Duration stopTime,
      ThreadFactory threads) {
    this.membership = membership;
    this.counts = counts;
    this.testaments = testaments;
    this.teller = teller;
    Duration betweenSigns = membership.lease().dividedBy(SIGNS);
    this.pause = pause.compareTo(betweenSigns) < 0 ? pause : betweenSigns;
    this.stopTime = stopTime;
    this.routine = new Routine(this::goRound, this.pause, this::leave, threads);
    this.nextSignNanos = System.nanoTime();
  }

  /** Makes the first, on the caller's thread, so that this node has its place; then the others. */
  public void start() {
    Duration unused = routine.runOnce();
    routine.start();
  }

  /**
   * Ends them: nobody asks this node any more. Its subscriptions may still be told to have ended.
   */
  @Override
  public void close() {
    routine.close();
  }

  private void leave() {
    try {
      membership.leave(stopTime);
    } catch (SQLException e) {
      LOG.log(System.Logger.Level.DEBUG, "Others find out by themselves", e);
    }
  }

  /** Each part of it takes one step at most, so that the next sign of life is not far. */
  private Duration goRound() throws SQLException, InterruptedException {
    if (System.nanoTime() - nextSignNanos >= 0) {
      showSign();
    }
    boolean hasMore = false;
    try {
      hasMore = counts.tell(membership.id());
      counts.learn(membership.nodes());
    } finally {
      // Whatever hinders the one must not hinder the other.
      hasMore |= comeBack();
      hasMore |= lookAfterTheGone();
    }
    return hasMore ? Duration.ZERO : pause;
  }

  private void showSign() throws SQLException {
    Optional<String> former = membership.renew();
    if (former.isPresent()) {
      formerLives.add(former.get());
      testaments.hold(true);
      counts.startAnew();
    }
    if (dead.isEmpty()) {
      dead = membership.inherit();
    }
    nextSignNanos = System.nanoTime() + membership.lease().toNanos() / SIGNS;
  }

  /** In this order: what has ended for others must have ended before it begins again. */
  private boolean comeBack() throws SQLException, InterruptedException {
    if (formerLives.isEmpty()) {
      return false;
    }
    String former = formerLives.element();
    if (!testaments.execute(former)) {
      membership.bury(former);
      formerLives.remove();
    }
    if (formerLives.isEmpty()) {
      testaments.hold(false);
      teller.retell();
    }
    return !formerLives.isEmpty();
  }

  private boolean lookAfterTheGone() throws SQLException, InterruptedException {
    if (dead.isPresent() && testaments.execute(dead.get())) {
      membership.remainHeirOf(dead.get());
    } else if (dead.isPresent()) {
      membership.bury(dead.get());
      dead = Optional.empty();
    }
    return dead.isPresent();
  }
}
