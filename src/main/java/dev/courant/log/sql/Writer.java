package dev.courant.log.sql;

import dev.courant.event.Event;
import dev.courant.event.Publication;
import dev.courant.event.Receipt;
import dev.courant.event.Refusal;
import dev.courant.event.RefusedException;
import dev.courant.log.CommitMeter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * The one thread that writes. It takes whatever has queued up, stores it in one transaction, and
 * only then tells the follower and the publishers: under load groups grow by themselves, and the
 * cost of a commit is shared. In between it removes what is not to be kept.
 */
public final class Writer implements Runnable {
  /** The most that one group takes: about a tenth of a second of work. */
  public static final int GROUP_MAX_PUBLICATIONS = 4096;

  private static final long GROUP_MAX_CHARS = 8 * 1024 * 1024;
  private static final long SWEEP_NANOS = Duration.ofSeconds(1).toNanos();
  private static final long GIVE_UP_AGAIN_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

  private record Append(List<Publication> publications, List<CompletableFuture<Receipt>> receipts) {
    static final Append END = new Append(List.of(), List.of());

    /** Nobody appends nothing: so that is the sign to end. */
    boolean isEnd() {
      return publications.isEmpty();
    }

    long chars() {
      return publications.stream().mapToLong(p -> p.data().length()).sum();
    }
  }

  private final BlockingQueue<Append> queue = new LinkedBlockingQueue<>();
  private final GroupStore store;
  private final LongSupplier clockMillis;
  private final Consumer<List<Event>> onStored;
  private final CommitMeter meter;

  /** Those who wait until nothing is left to be removed. */
  private final Queue<CompletableFuture<Void>> sweeps = new ConcurrentLinkedQueue<>();

  // Touched by the writing thread only.
  /** What is being stored; it never grows, so taking something out of the queue cannot fail. */
  private final List<Append> group = new ArrayList<>(GROUP_MAX_PUBLICATIONS + 1);

  private boolean ended;
  private long nextSweepNanos = System.nanoTime();

  /** Whether nobody takes appends out of the queue any more. */
  private volatile boolean stopped;

  /**
   * A writer.
   *
   * @param onStored told of new events, in order, when they are on the disk; and of none, when
   *     something may have been removed
   * @param meter is told of each group
   */
  public Writer(
      GroupStore store,
      LongSupplier clockMillis,
      Consumer<List<Event>> onStored,
      CommitMeter meter) {
    this.store = store;
    this.clockMillis = clockMillis;
    this.onStored = onStored;
    this.meter = meter;
  }

  /** Queues publications up; any thread. */
  public List<CompletableFuture<Receipt>> append(List<Publication> publications) {
    if (publications.isEmpty()) {
      return List.of();
    }
    List<CompletableFuture<Receipt>> receipts = new ArrayList<>(publications.size());
    publications.forEach(p -> receipts.add(new CompletableFuture<>()));
    queue.add(new Append(publications, receipts));
    if (stopped) {
      refuseWaiting();
    }
    return receipts;
  }

  /** Removes what is not to be kept, until nothing of it is left; any thread. */
  public CompletableFuture<Void> sweep() {
    CompletableFuture<Void> swept = new CompletableFuture<>();
    sweeps.add(swept);
    if (stopped) {
      refuseWaiting();
    }
    return swept;
  }

  /** Lets the thread end when everything before this is stored; any thread. */
  public void end() {
    queue.add(Append.END);
  }

  @Override
  public void run() {
    while (!ended) {
      try {
        takeGroup();
        commit();
        sweepWhenDue();
      } catch (RuntimeException | Error e) {
        giveUp(e);
      }
      group.clear();
    }
    stopped = true;
    refuseWaiting();
  }

  /**
   * Whether the group was stored is unknown, or those who follow could not be told: the store finds
   * out before it goes on. Nobody waits for ever, and this thread does not end: where there is no
   * memory even to give up, it tries that again a little later.
   */
  private void giveUp(Throwable failure) {
    while (!hasGivenUp(failure)) {
      LockSupport.parkNanos(GIVE_UP_AGAIN_NANOS);
    }
  }

  private boolean hasGivenUp(Throwable failure) {
    try {
      RefusedException refused = store.failed(failure);
      group.forEach(append -> append.receipts().forEach(r -> r.completeExceptionally(refused)));
      return true;
    } catch (RuntimeException | Error again) {
      return false;
    }
  }

  /** Whoever adds to the queue looks at {@link #stopped} afterwards: so nothing stays in it. */
  private void refuseWaiting() {
    List<Append> late = new ArrayList<>();
    queue.drainTo(late);
    RefusedException stopping = new RefusedException(Refusal.STOPPING, "The hub is being stopped");
    late.forEach(append -> append.receipts().forEach(r -> r.completeExceptionally(stopping)));
    for (CompletableFuture<Void> swept = sweeps.poll(); swept != null; swept = sweeps.poll()) {
      swept.completeExceptionally(stopping);
    }
  }

  private void takeGroup() {
    try {
      long patience = Math.max(0, nextSweepNanos - System.nanoTime());
      Append next = queue.poll(patience, TimeUnit.NANOSECONDS);
      int publications = 0;
      long chars = 0;
      while (next != null && !ended) {
        ended = next.isEnd();
        group.add(next);
        publications += next.publications().size();
        chars += next.chars();
        boolean full = publications >= GROUP_MAX_PUBLICATIONS || chars >= GROUP_MAX_CHARS;
        next = full || ended ? null : queue.poll();
      }
    } catch (InterruptedException notTheWayToEndThis) {
      // A container interrupts its threads when it stops; what was appended is stored all the same.
      return;
    }
  }

  private void commit() {
    List<Publication> publications =
        group.stream().flatMap(append -> append.publications().stream()).toList();
    List<CompletableFuture<Receipt>> receipts =
        group.stream().flatMap(append -> append.receipts().stream()).toList();
    if (publications.isEmpty()) {
      return;
    }
    List<Stored> results;
    try {
      long start = System.nanoTime();
      results = store.append(publications, clockMillis.getAsLong());
      meter.committed(publications.size(), System.nanoTime() - start);
    } catch (RefusedException notStored) {
      receipts.forEach(receipt -> receipt.completeExceptionally(notStored));
      return;
    }
    onStored.accept(newEvents(results));
    for (int i = 0; i < results.size(); i++) {
      complete(receipts.get(i), results.get(i));
    }
  }

  /** Those that were asked for before what was done began: the others may be about more. */
  private void answerSweeps(int count) {
    for (int i = 0; i < count; i++) {
      CompletableFuture<Void> swept = Objects.requireNonNull(sweeps.poll());
      if (store.trouble().isPresent()) {
        swept.completeExceptionally(
            new RefusedException(Refusal.STORE_UNAVAILABLE, "The store is in trouble"));
      } else {
        swept.complete(null);
      }
    }
  }

  private static List<Event> newEvents(List<Stored> results) {
    return results.stream()
        .filter(Stored.New.class::isInstance)
        .map(result -> ((Stored.New) result).event())
        .toList();
  }

  private static void complete(CompletableFuture<Receipt> receipt, Stored result) {
    if (result instanceof Stored.New stored) {
      receipt.complete(new Receipt(stored.event().id(), false));
    } else if (result instanceof Stored.Known known) {
      receipt.complete(known.receipt());
    } else if (result instanceof Stored.Refused refused) {
      receipt.completeExceptionally(refused.reason());
    }
  }

  /** One step at a time: while there is more to remove, publishers come in between. */
  private void sweepWhenDue() {
    long now = System.nanoTime();
    if (now - nextSweepNanos >= 0) {
      nextSweepNanos = now + SWEEP_NANOS;
      int asked = sweeps.size();
      boolean more = store.sweep(clockMillis.getAsLong());
      onStored.accept(List.of());
      nextSweepNanos = more ? now : nextSweepNanos;
      if (!more) {
        answerSweeps(asked);
      }
    }
  }
}
