package dev.courant.log.memory;

import dev.courant.event.Event;
import dev.courant.event.Position;
import dev.courant.event.Publication;
import dev.courant.log.EventLog;
import dev.courant.log.Tail;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * A log in memory: nothing but a tail. An append is done by the calling thread, under one lock,
 * follower included: that makes the order.
 */
public final class MemoryLog implements EventLog {
  private final ReentrantLock lock = new ReentrantLock();
  private final String epoch;
  private final LongSupplier clockMillis;
  private final Tail<Event> events;

  // Guarded by lock.
  private Consumer<List<Event>> follower = batch -> {};
  private boolean closed;

  /**
   * An empty log.
   *
   * @param epoch names this history; a new one each time, as nothing of the last one is left
   * @param maxBytes how many bytes of memory the events that are kept may hold
   * @param clockMillis the time, in milliseconds since 1970
   */
  public MemoryLog(String epoch, long maxBytes, LongSupplier clockMillis) {
    this.epoch = epoch;
    this.clockMillis = clockMillis;
    this.events = new Tail<>(0, maxBytes, Event::weightBytes);
  }

  @Override
  public CompletableFuture<List<Event>> append(List<Publication> publications) {
    lock.lock();
    try {
      if (closed) {
        return CompletableFuture.failedFuture(
            new RejectedExecutionException("The log is closed: nothing was stored"));
      }
      List<Event> stored = new ArrayList<>(publications.size());
      for (Publication publication : publications) {
        Position position = new Position(epoch, events.head() + stored.size() + 1);
        stored.add(new Event(position, clockMillis.getAsLong(), publication));
      }
      events.append(stored);
      follower.accept(stored);
      return CompletableFuture.completedFuture(stored);
    } finally {
      lock.unlock();
    }
  }

  @Override
  public Position head() {
    return new Position(epoch, events.head());
  }

  @Override
  public long oldestOffset() {
    return events.oldest();
  }

  @Override
  public List<Event> read(long after, int maxBytes) {
    while (true) {
      long from = Math.max(after, events.oldest() - 1);
      List<Event> page = events.after(from, Long.MAX_VALUE, maxBytes);
      // Nothing, although there are events behind it: the oldest was let go of in between.
      if (!page.isEmpty() || from >= events.head()) {
        return page;
      }
    }
  }

  @Override
  public void follow(Consumer<List<Event>> follower) {
    lock.lock();
    try {
      this.follower = follower;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
    } finally {
      lock.unlock();
    }
  }
}
