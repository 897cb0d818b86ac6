package dev.courant.hub;

import dev.courant.event.Matcher;
import dev.courant.event.Topic;
import dev.courant.event.TopicDemand;
import dev.courant.hub.connection.Interest;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * Counts the listeners of each topic, and tells when the first has come and the last has gone. The
 * telling is done on a thread of its own, since the application's code runs there: it may take its
 * time, and then hears only how things stand by then.
 */
final class Demand implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(Demand.class.getName());

  private final Consumer<TopicDemand> listener;
  private final Thread teller;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();

  // Guarded by lock.
  private final Map<Topic, Integer> listeners = new HashMap<>();

  /** The topics that the listener was told to be wanted. */
  private final Set<Topic> told = new HashSet<>();

  /** The topics for which that is not so any more: bounded by those of the two above. */
  private final Set<Topic> toTell = new LinkedHashSet<>();

  private boolean closed;

  Demand(Consumer<TopicDemand> listener, ThreadFactory threads) {
    this.listener = listener;
    this.teller = threads.newThread(this::tell);
  }

  void start() {
    teller.start();
  }

  /** Counts a connection in. */
  void add(Interest interest) {
    count(interest, 1);
  }

  /** Counts a connection out. */
  void remove(Interest interest) {
    count(interest, -1);
  }

  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private void count(Interest interest, int change) {
    lock.lock();
    try {
      for (Matcher matcher : interest.matchers()) {
        if (matcher instanceof Matcher.Exact exact) {
          // A topic without listeners has no entry, so the map holds only what is listened to.
          int now = listeners.getOrDefault(exact.topic(), 0) + change;
          if (now == 0) {
            listeners.remove(exact.topic());
          } else {
            listeners.put(exact.topic(), now);
          }
          boolean wanted = now > 0;
          if (wanted == told.contains(exact.topic())) {
            toTell.remove(exact.topic());
          } else {
            toTell.add(exact.topic());
          }
        }
      }
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private void tell() {
    try {
      while (true) {
        tell(next());
      }
    } catch (InterruptedException stopping) {
      // Also when the container stops its threads: nobody is left to be told anything.
      Thread.currentThread().interrupt();
    }
  }

  private TopicDemand next() throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (toTell.isEmpty()) {
        if (closed) {
          throw new InterruptedException("closed");
        }
        changed.await();
      }
      Topic topic = toTell.iterator().next();
      toTell.remove(topic);
      boolean wanted = !told.remove(topic);
      if (wanted) {
        told.add(topic);
      }
      return new TopicDemand(topic, wanted);
    } finally {
      lock.unlock();
    }
  }

  private void tell(TopicDemand demand) {
    try {
      listener.accept(demand);
    } catch (RuntimeException | Error e) {
      LOG.log(System.Logger.Level.ERROR, "An observer of " + demand + " failed", e);
    }
  }
}
