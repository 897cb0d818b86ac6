package dev.courant.log.memory;

import dev.courant.event.Event;
import dev.courant.event.Publication;
import dev.courant.event.Receipt;
import dev.courant.event.Refusal;
import dev.courant.event.RefusedException;
import dev.courant.log.Bounds;
import dev.courant.log.Epochs;
import dev.courant.log.EventLog;
import dev.courant.log.Extent;
import dev.courant.log.LogFollower;
import dev.courant.log.Page;
import dev.courant.log.Tail;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/**
 * A log in memory: nothing but a tail. An append is done by the calling thread, under one lock,
 * follower included: that makes the order.
 */
public final class MemoryLog implements EventLog {
  private final ReentrantLock lock = new ReentrantLock();
  private final Epochs epochs;
  private final LongSupplier clockMillis;
  private final Tail<Event> events;
  private final Keys keys;
  private final CompletableFuture<Void> released = new CompletableFuture<>();

  // Guarded by lock.
  private LogFollower follower = batch -> {};
  private boolean closed;

  /** The newest offset that the follower has been told of. */
  private long told;

  /**
   * An empty log.
   *
   * @param epoch names this history; a new one each time, as nothing of the last one is left
   * @param maxBytes how many bytes of memory the events that are kept may hold
   * @param keyWindow how long an idempotency key is remembered
   * @param clockMillis the time, in milliseconds since 1970
   */
  public MemoryLog(String epoch, long maxBytes, Duration keyWindow, LongSupplier clockMillis) {
    this.epochs = Epochs.startingWith(epoch);
    this.clockMillis = clockMillis;
    this.events = new Tail<>(0, maxBytes, Event::weightBytes);
    this.keys = new Keys(keyWindow);
  }

  @Override
  public List<CompletableFuture<Receipt>> append(List<Publication> publications) {
    lock.lock();
    try {
      if (closed) {
        RefusedException closing = new RefusedException(Refusal.STOPPING, "The log is closed");
        return publications.stream().map(p -> failed(closing)).toList();
      }
      long now = clockMillis.getAsLong();
      List<Event> stored = new ArrayList<>();
      List<CompletableFuture<Receipt>> receipts = new ArrayList<>();
      publications.forEach(publication -> receipts.add(store(publication, now, stored)));
      events.append(stored);
      tell(stored);
      return receipts;
    } catch (RuntimeException | Error e) {
      RefusedException refused =
          new RefusedException(Refusal.STORE_UNAVAILABLE, "Storing failed in mid-course");
      refused.initCause(e);
      return publications.stream().map(p -> failed(refused)).toList();
    } finally {
      lock.unlock();
    }
  }

  /** What it could not be told before it is told first, as far as that is kept. */
  private void tell(List<Event> stored) {
    if (stored.isEmpty()) {
      return;
    }
    boolean missed = told + 1 < stored.get(0).offset();
    long from = Math.max(told, events.oldest() - 1);
    follower.stored(missed ? events.after(from, Long.MAX_VALUE, Integer.MAX_VALUE) : stored);
    told = events.head();
  }

  @Override
  public Bounds bounds() {
    lock.lock();
    try {
      return new Bounds(epochs.position(events.head()), events.oldest() - 1);
    } finally {
      lock.unlock();
    }
  }

  @Override
  public Extent extent() {
    return events.extent();
  }

  @Override
  public Optional<String> trouble() {
    return Optional.empty();
  }

  /** Nothing is ever left to be removed: what is appended pushes out what is too much. */
  @Override
  public CompletableFuture<Void> sweep() {
    return CompletableFuture.completedFuture(null);
  }

  @Override
  public Epochs epochs() {
    return epochs;
  }

  @Override
  public Page read(long after, int maxBytes) {
    lock.lock();
    try {
      long floor = events.oldest() - 1;
      long now = clockMillis.getAsLong();
      List<Event> kept = events.after(Math.max(after, floor), Long.MAX_VALUE, maxBytes);
      long upTo = kept.isEmpty() ? events.head() : kept.get(kept.size() - 1).offset();
      return new Page(kept.stream().filter(e -> !e.isExpiredAt(now)).toList(), upTo, floor);
    } finally {
      lock.unlock();
    }
  }

  /** Searches: what fits into memory is searched in moments, and nobody has to keep an index. */
  @Override
  public OptionalLong offsetOf(String publisherId, long after) {
    lock.lock();
    try {
      return events.after(events.oldest() - 1, Long.MAX_VALUE, Integer.MAX_VALUE).stream()
          .filter(event -> event.offset() > after)
          .filter(event -> event.publication().id().equals(Optional.of(publisherId)))
          .mapToLong(Event::offset)
          .findFirst();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void follow(LogFollower follower) {
    lock.lock();
    try {
      this.follower = follower;
    } finally {
      lock.unlock();
    }
  }

  /** Nobody else writes. */
  @Override
  public void refresh() {}

  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
    } finally {
      lock.unlock();
    }
    released.complete(null);
  }

  @Override
  public CompletableFuture<Void> released() {
    return released.copy();
  }

  private CompletableFuture<Receipt> store(Publication publication, long now, List<Event> stored) {
    try {
      Optional<Receipt> earlier = keys.find(publication, now);
      return CompletableFuture.completedFuture(
          earlier.orElseGet(() -> storeNew(publication, now, stored)));
    } catch (RefusedException reused) {
      return failed(reused);
    }
  }

  private Receipt storeNew(Publication publication, long now, List<Event> stored) {
    long offset = events.head() + stored.size() + 1;
    Event event = new Event(epochs.position(offset), now, publication);
    stored.add(event);
    keys.remember(publication, event.id(), now);
    return new Receipt(event.id(), false);
  }

  private static CompletableFuture<Receipt> failed(RefusedException refused) {
    return CompletableFuture.failedFuture(refused);
  }
}
