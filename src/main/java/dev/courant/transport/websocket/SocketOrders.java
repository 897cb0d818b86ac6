package dev.courant.transport.websocket;

import dev.courant.event.Refusal;
import dev.courant.event.RefusedException;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * The messages of one client, which are orders: carried out one after the other, in the order in
 * which they came, and answered each. A client that sends more than it may is told so, and one that
 * goes on with that is done with. Any thread may call it, and none is kept waiting.
 */
final class SocketOrders {
  private static final System.Logger LOG = System.getLogger(SocketOrders.class.getName());

  /** How long a message may be, in characters: four times the longest token. */
  static final int MAX_CHARACTERS = 64 * 1024;

  /** So many orders in a row, */
  static final int BURST = 50;

  /** and so many a minute in the long run. */
  static final int PER_MINUTE = 600;

  /** So many may wait until those before them are carried out. */
  static final int MAX_WAITING = 64;

  /** So many refused messages in a row are put up with, */
  static final int PATIENCE = 10;

  /** and so many a minute in the long run. */
  static final int PATIENCE_PER_MINUTE = 10;

  /** The first HTTP status that blames the server. */
  private static final int SERVER_ERRORS = 500;

  private final UnaryOperator<String> execution;
  private final Predicate<String> answer;
  private final Runnable end;
  private final Executor threads;
  private final ReentrantLock lock = new ReentrantLock();

  /** What has come of a message; the container gives one part after the other. */
  private final StringBuilder begun = new StringBuilder();

  // Guarded by lock.
  private final MessageRate rate;
  private final MessageRate patience;
  private final Queue<String> waiting = new ArrayDeque<>();
  private boolean busy;
  private boolean ended;

  /**
   * No message has come in yet.
   *
   * @param execution carries an order out and returns the answer, or throws why it does not
   * @param answer sends a message; false when too many have not been read
   * @param end ends the connection
   * @param threads where orders are carried out
   * @param nanoClock the time, in nanoseconds from some origin
   */
  SocketOrders(
      UnaryOperator<String> execution,
      Predicate<String> answer,
      Runnable end,
      Executor threads,
      LongSupplier nanoClock) {
    this.execution = execution;
    this.answer = answer;
    this.end = end;
    this.threads = threads;
    this.rate = new MessageRate(BURST, PER_MINUTE, nanoClock);
    this.patience = new MessageRate(PATIENCE, PATIENCE_PER_MINUTE, nanoClock);
  }

  /**
   * Takes a part of a message in: not all servers limit how much of one they would keep. One that
   * is too long ends the connection.
   */
  void take(String part, boolean last) {
    if (begun.length() + part.length() > MAX_CHARACTERS) {
      begun.setLength(0);
      endIt();
      return;
    }
    begun.append(part);
    if (last) {
      String message = begun.toString();
      begun.setLength(0);
      take(message);
    }
  }

  /** Takes a message in. */
  void take(String message) {
    boolean mayWait;
    boolean begins = false;
    lock.lock();
    try {
      if (ended) {
        return;
      }
      mayWait = rate.take() && waiting.size() < MAX_WAITING;
      if (mayWait) {
        waiting.add(message);
        begins = !busy;
        busy = true;
      }
    } finally {
      lock.unlock();
    }
    if (!mayWait) {
      refuse(
          new RefusedException(
              Refusal.TOO_FAST,
              "There may be %d orders a minute, and %d at a time".formatted(PER_MINUTE, BURST)));
    } else if (begins) {
      goOn();
    }
  }

  /** Takes a message in that is not text. */
  void takeUnreadable() {
    refuse(new RefusedException(Refusal.INVALID, "An order is a text message"));
  }

  /** One order at a time, so that no client keeps the threads for itself. */
  private void goOn() {
    try {
      threads.execute(this::carryOutNext);
    } catch (RejectedExecutionException stopping) {
      // And with the hub every connection.
      return;
    }
  }

  private void carryOutNext() {
    Optional<String> message = next();
    if (message.isEmpty()) {
      return;
    }
    try {
      reply(execution.apply(message.get()));
    } catch (RefusedException refused) {
      refuse(refused);
    } catch (RuntimeException e) {
      LOG.log(System.Logger.Level.ERROR, "An order could not be carried out", e);
      refuse(new RefusedException(Refusal.OVERLOADED, "The order could not be carried out"));
    }
    goOn();
  }

  private Optional<String> next() {
    lock.lock();
    try {
      String message = ended ? null : waiting.poll();
      busy = message != null;
      return Optional.ofNullable(message);
    } finally {
      lock.unlock();
    }
  }

  private void refuse(RefusedException refused) {
    boolean isOurFault = refused.refusal().status() >= SERVER_ERRORS;
    if (isOurFault || isPutUpWith()) {
      reply(SocketMessages.refused(refused));
    } else {
      endIt();
    }
  }

  private boolean isPutUpWith() {
    lock.lock();
    try {
      return patience.take();
    } finally {
      lock.unlock();
    }
  }

  private void reply(String message) {
    if (!answer.test(message)) {
      endIt();
    }
  }

  private void endIt() {
    lock.lock();
    try {
      if (ended) {
        return;
      }
      ended = true;
      waiting.clear();
    } finally {
      lock.unlock();
    }
    end.run();
  }
}
