package dev.courant.hub.subscription;

import dev.courant.access.Caller;
import dev.courant.event.Matcher;
import dev.courant.wire.Subscription;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
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
 * has not been away: the same caller that asks for the same again takes up the name of the
 * connection before. Until then that one counts as being here, in documents too, which so agree
 * with the events. Callers without credentials cannot be told from each other, and leave at once.
 */
public final class Subscriptions {
  /** How many may be away for a while; beyond it, the first that left counts as having left. */
  static final int MAX_AWAY = 10_000;

  private final LongSupplier nanoClock;
  private final boolean events;
  private final long graceNanos;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();

  // Guarded by lock.

  /** Those that count as being here, in the order of their names. */
  private final Map<String, Subscriber> present = new TreeMap<>();

  /** Those of them that may come back. */
  private final Absences away = new Absences();

  /** Those about whom others know something else: bounded by those that are here or were told. */
  private final Set<Subscriber> toTell = new LinkedHashSet<>();

  private boolean closed;

  /** Nobody listens yet. */
  public Subscriptions(SubscriptionEvents events, LongSupplier nanoClock) {
    this.nanoClock = nanoClock;
    this.events = events.enabled();
    this.graceNanos = events.grace().toNanos();
  }

  /**
   * A connection begins.
   *
   * @return the name under which it is known: nobody can guess it
   */
  public String begin(Caller caller, Set<Matcher> matchers) {
    var place = new Subscriber.Place(caller.identity(), matchers);
    lock.lock();
    try {
      Optional<Subscriber> before = away.takeFrom(place);
      if (before.isPresent()) {
        return before.get().id;
      }
      String id = "urn:uuid:" + UUID.randomUUID();
      enter(id, place, caller);
      return id;
    } finally {
      lock.unlock();
    }
  }

  /**
   * The connection of that name asks for other things. To others, all that it has asked for ends,
   * and what it asks for now begins.
   */
  public void change(String id, Caller caller, Set<Matcher> matchers) {
    var place = new Subscriber.Place(caller.identity(), matchers);
    lock.lock();
    try {
      Subscriber before = present.get(id);
      if (before != null && !before.place.equals(place)) {
        leave(before);
        enter(id, place, caller);
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
      if (subscriber == null) {
        return;
      }
      if (!events || closed || subscriber.place.identity().isEmpty()) {
        leave(subscriber);
        return;
      }
      subscriber.leftNanos = nanoClock.getAsLong();
      away.add(subscriber);
      if (away.size() > MAX_AWAY) {
        giveUp(away.first());
      }
      changed.signalAll();
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
          boolean unused = changed.await(restNanos(away.first()), TimeUnit.NANOSECONDS);
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
      while (!away.isEmpty() && restNanos(away.first()) <= 0) {
        giveUp(away.first());
      }
      return take(max);
    } finally {
      lock.unlock();
    }
  }

  /**
   * A change was told, or could not be.
   *
   * @param isTold whether others know it now; if not, it comes again unless it is undone meanwhile
   */
  void told(Subscriber.Change change, boolean isTold) {
    lock.lock();
    try {
      Subscriber subscriber = change.subscriber();
      subscriber.told = change.isHere() == isTold;
      tell(subscriber);
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

  /** For how long somebody may still stay away. */
  private long restNanos(Subscriber subscriber) {
    return graceNanos - (nanoClock.getAsLong() - subscriber.leftNanos);
  }

  private void enter(String id, Subscriber.Place place, Caller caller) {
    var subscriber = new Subscriber(id, place, caller);
    present.put(id, subscriber);
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
    if (!events) {
      return;
    }
    if (subscriber.told == subscriber.present) {
      toTell.remove(subscriber);
    } else {
      toTell.add(subscriber);
      changed.signalAll();
    }
  }

  private List<Subscriber.Change> take(int max) {
    List<Subscriber.Change> taken = new ArrayList<>();
    int room = max;
    for (Subscriber subscriber : toTell) {
      taken.add(new Subscriber.Change(subscriber, subscriber.present));
      room -= subscriber.subscriptions.size();
      if (room <= 0) {
        break;
      }
    }
    taken.forEach(change -> toTell.remove(change.subscriber()));
    return taken;
  }
}
