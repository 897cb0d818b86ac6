package dev.courant.hub.subscription;

import dev.courant.access.Caller;
import dev.courant.event.Matcher;
import dev.courant.event.Refusal;
import dev.courant.event.RefusedException;
import dev.courant.wire.Subscription;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import java.util.function.Predicate;

/**
 * Who listens to what: the subscriptions of all connections, by the names under which others know
 * them (Mercure draft 08, "Active Subscriptions"). Any thread may call it.
 *
 * <p>Where subscription events are on, somebody who has left and comes back within the grace period
 * has not been away: the same caller that asks for the same again, with the same said about it,
 * takes up the name of the connection before. Until then that one counts as being here, in
 * documents too, which so agree with the events. Callers without credentials, or whose token does
 * not say who they are, cannot be told from each other, and leave at once.
 */
public final class Subscriptions {
  private final SubscriptionEvents events;
  private final String hubPath;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();

  // Guarded by lock.

  /** Those that count as being here, in the order of their names. */
  private final Map<String, Subscriber> present = new TreeMap<>();

  /** Those of them that may come back. */
  private final Absences away;

  private final Untold untold = new Untold();

  private boolean closed;

  /**
   * Nobody listens yet.
   *
   * @param hubPath the path of the hub's public URL
   */
  public Subscriptions(SubscriptionEvents events, String hubPath, LongSupplier nanoClock) {
    this.events = events;
    this.hubPath = hubPath;
    this.away = new Absences(events.grace().toNanos(), nanoClock);
  }

  /**
   * A connection begins.
   *
   * @return the name under which it is known: nobody can guess it
   * @throws RefusedException ({@link Refusal#INVALID}) when it could not be told of, where it would
   *     have to be
   */
  public String begin(Caller caller, Set<Matcher> matchers) {
    var subscriber = new Subscriber(caller, matchers);
    events.requireTellable(hubPath, subscriber.subscriptions);
    lock.lock();
    try {
      Optional<Subscriber> before = away.takeFrom(subscriber.place);
      if (before.isEmpty()) {
        enter(subscriber);
      }
      return before.orElse(subscriber).id;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Refuses that a caller asks for this where it could not be told of and would have to be.
   *
   * @throws RefusedException ({@link Refusal#INVALID}) in that case
   */
  public void requireTellable(Caller caller, Set<Matcher> matchers) {
    if (events.enabled()) {
      events.requireTellable(hubPath, new Subscriber(caller, matchers).subscriptions);
    }
  }

  /**
   * The connection of that name asks for other things. To others, all that it has asked for ends,
   * and what it asks for now begins.
   */
  public void change(String id, Caller caller, Set<Matcher> matchers) {
    var subscriber = new Subscriber(id, caller, matchers);
    lock.lock();
    try {
      Subscriber before = present.get(id);
      if (before != null && !before.place.equals(subscriber.place)) {
        leave(before);
        enter(subscriber);
      }
    } finally {
      lock.unlock();
    }
  }

  /** The connection of that name has ended. */
  public void end(String id) {
    lock.lock();
    try {
      Subscriber subscriber = present.get(id);
      if (subscriber != null && (!events.enabled() || closed || subscriber.place.isOfNobody())) {
        leave(subscriber);
      } else if (subscriber != null) {
        stayAway(subscriber);
      }
    } finally {
      lock.unlock();
    }
  }

  /**
   * The subscriptions that there are now, in an order that does not change.
   *
   * @param max at most so many
   */
  public List<Subscription> list(Predicate<Subscription> which, int max) {
    List<Subscriber> all;
    lock.lock();
    try {
      all = List.copyOf(present.values());
    } finally {
      lock.unlock();
    }
    return all.stream().flatMap(s -> s.subscriptions.stream()).filter(which).limit(max).toList();
  }

  /**
   * Waits until there is something to tell.
   *
   * @param max about so many subscriptions at most
   * @return what is to be told; nothing once this was closed and all has been told
   */
  List<Subscriber.Change> await(int max) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (true) {
        List<Subscriber.Change> due = poll(max);
        if (!due.isEmpty() || closed) {
          return due;
        } else if (away.isEmpty()) {
          changed.await();
        } else {
          boolean unused = changed.await(away.restNanos(), TimeUnit.NANOSECONDS);
        }
      }
    } finally {
      lock.unlock();
    }
  }

  /** What there is to tell just now. */
  List<Subscriber.Change> poll(int max) {
    lock.lock();
    try {
      while (!away.isEmpty() && away.restNanos() <= 0) {
        giveUp(away.first());
      }
      return untold.take(max);
    } finally {
      lock.unlock();
    }
  }

  /**
   * Notes how the telling of a change has ended. What was not told comes again, unless it is undone
   * meanwhile; where that is not known, it comes again, and so does that which undoes it.
   *
   * @return whether that is still of interest: it may have to be told again by now
   */
  boolean note(Subscriber.Change change, Subscriber.Telling how) {
    lock.lock();
    try {
      boolean isCurrent = change.subscriber().note(change, how);
      tell(change.subscriber());
      return isCurrent;
    } finally {
      lock.unlock();
    }
  }

  /** Whoever is here is to be told of again; gives the words that are not needed any more. */
  List<String> retell() {
    lock.lock();
    try {
      List<String> words = present.values().stream().map(Subscriber::begin).toList();
      present.values().forEach(this::tell);
      return words;
    } finally {
      lock.unlock();
    }
  }

  /** Everybody leaves. */
  void close() {
    lock.lock();
    try {
      closed = true;
      List.copyOf(present.values()).forEach(this::giveUp);
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private void stayAway(Subscriber subscriber) {
    away.add(subscriber);
    if (away.isOverfull()) {
      giveUp(away.first());
    }
    changed.signalAll();
  }

  private void enter(Subscriber subscriber) {
    present.put(subscriber.id, subscriber);
    tell(subscriber);
  }

  private void giveUp(Subscriber subscriber) {
    away.remove(subscriber);
    leave(subscriber);
  }

  private void leave(Subscriber subscriber) {
    present.remove(subscriber.id);
    subscriber.present = false;
    tell(subscriber);
  }

  private void tell(Subscriber subscriber) {
    if (events.enabled() && untold.note(subscriber)) {
      changed.signalAll();
    }
  }
}
