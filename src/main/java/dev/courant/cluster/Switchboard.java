package dev.courant.cluster;

import dev.courant.log.postgres.Database;
import dev.courant.log.postgres.Hints;
import dev.courant.log.postgres.Transactions;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadFactory;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * Nodes ask each other, through the database that they share: a question goes to all others that
 * are there, and each answers it, on a thread of its own here. Any thread may ask.
 */
public final class Switchboard implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(Switchboard.class.getName());
  private static final Duration LONGEST_POLL = Duration.ofMillis(500);
  private static final Duration FORGET_AGAIN = Duration.ofSeconds(2);
  private static final Duration SEEN_KEPT = Mail.KEPT.multipliedBy(2);

  /** How long to wait for answers. */
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final String address = UUID.randomUUID().toString();
  private final Membership membership;
  private final Mail mail;
  private final Hints hints;
  private final Duration poll;
  private final Map<String, UnaryOperator<String>> handlers = new ConcurrentHashMap<>();

  /** The questions of this node that somebody waits for, by the number of the message. */
  private final Map<Long, Question> open = new ConcurrentHashMap<>();

  private final Routine routine;

  // Touched by the thread only.
  /** What was dealt with, and when; bounded by what comes in while it may still be there. */
  private final Map<Long, Long> seen = new HashMap<>();

  private long newest;
  private long nextForgettingNanos = System.nanoTime();

  /**
   * A switchboard over a database whose tables are there.
   *
   * @param membership knows how many there are to ask
   * @param poll how often to look for messages, hints aside
   * @param threads makes its threads
   */
  public Switchboard(
      Database database, Membership membership, Duration poll, ThreadFactory threads) {
    this.membership = membership;
    // Who asks waits for two of these at most, and not for long.
    this.poll = poll.compareTo(LONGEST_POLL) < 0 ? poll : LONGEST_POLL;
    this.mail = new Mail(Transactions.of(database), address);
    this.hints = database.hints("_mail", threads);
    this.routine = new Routine(this::listen, this.poll, hints::stopWaiting, threads);
  }

  /**
   * Answers questions of a kind.
   *
   * @param handler makes the answer; may wait for a pump
   */
  public void answer(String kind, UnaryOperator<String> handler) {
    handlers.put(kind, handler);
  }

  /** Starts answering. */
  public void start() {
    routine.start();
  }

  /**
   * What was answered.
   *
   * @param texts the answers, in no order
   * @param asked how many were waited for
   */
  record Given(List<String> texts, int asked) {}

  /**
   * Asks all others.
   *
   * @param isEnough an answer after which no other is waited for
   * @return what was answered, in no order; those that take too long are not waited for
   * @throws SQLException when the database cannot be used now
   */
  public List<String> ask(String kind, String body, Predicate<String> isEnough)
      throws SQLException {
    return askAll(kind, body, isEnough).texts();
  }

  /** The same; tells how many there were to ask. */
  Given askAll(String kind, String body, Predicate<String> isEnough) throws SQLException {
    int others = membership.others();
    if (others == 0) {
      return new Given(List.of(), 0);
    }
    long number = mail.nextId();
    Question question = new Question(others, isEnough);
    open.put(number, question);
    try {
      mail.send(new Message(number, Optional.empty(), address, kind, body));
      hints.tell(number);
      List<String> texts = question.await(PATIENCE);
      boolean wasEnough = texts.stream().anyMatch(isEnough);
      return new Given(texts, wasEnough ? texts.size() : Math.max(others, texts.size()));
    } finally {
      open.remove(number);
    }
  }

  @Override
  public void close() {
    hints.close();
    routine.close();
  }

  private Duration listen() throws SQLException {
    if (System.nanoTime() - nextForgettingNanos >= 0) {
      mail.forgetOld();
      nextForgettingNanos = System.nanoTime() + FORGET_AGAIN.toNanos();
    }
    dealWithWhatIsNew();
    hints.await(newest, poll);
    return Duration.ZERO;
  }

  /** Numbers may become visible in another order than they were given: all recent ones are read. */
  private void dealWithWhatIsNew() throws SQLException {
    long now = System.nanoTime();
    seen.values().removeIf(nanos -> now - nanos > SEEN_KEPT.toNanos());
    for (Message message : mail.recent(seen.keySet(), Set.copyOf(open.keySet()))) {
      newest = Math.max(newest, message.id());
      seen.put(message.id(), now);
      deal(message);
    }
  }

  private void deal(Message message) throws SQLException {
    if (message.answers().isPresent()) {
      Question question = open.get(message.answers().get());
      if (question != null) {
        question.answered(message.body());
      }
      return;
    }
    Optional<UnaryOperator<String>> handler = Optional.ofNullable(handlers.get(message.kind()));
    Optional<String> answer = handler.flatMap(h -> answer(h, message.body()));
    if (answer.isPresent()) {
      long number = mail.nextId();
      Optional<Long> question = Optional.of(message.id());
      mail.send(new Message(number, question, address, message.kind(), answer.get()));
      hints.tell(number);
    }
  }

  /** None where there is none to give: whoever asks sees that this node has not answered. */
  private static Optional<String> answer(UnaryOperator<String> handler, String question) {
    try {
      return Optional.of(handler.apply(question));
    } catch (RuntimeException e) {
      LOG.log(System.Logger.Level.WARNING, "A question of another node is not answered", e);
      return Optional.empty();
    }
  }
}
