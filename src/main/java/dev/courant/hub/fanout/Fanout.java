package dev.courant.hub.fanout;

import dev.courant.event.Event;
import dev.courant.hub.connection.Connection;
import dev.courant.hub.connection.Standing;
import dev.courant.hub.measure.Measures;
import dev.courant.log.EventLog;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import java.util.function.UnaryOperator;

/** All the pumps, what they read from, and the threads that drive them. Any thread may call it. */
public final class Fanout implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(Fanout.class.getName());
  private static final long STOP_MILLIS = 2_000;

  private final History history;
  private final ExecutorService catchUpThreads;
  private final CatchUp catchUp;
  private final List<Pump> pumps = new ArrayList<>();
  private final List<PumpThread> pumpThreads = new ArrayList<>();
  private final AtomicInteger turns = new AtomicInteger();
  private volatile boolean closed;

  /**
   * Fan-out of what is appended to a log from now on.
   *
   * @param log where events are read that the tail no longer has
   * @param tailMaxBytes how many bytes of memory the tail may hold
   * @param pumps how many pumps share the connections
   * @param replays how many connections may be read pages for at a time; the others wait in turn
   * @param timing the deadlines of every connection
   * @param clockMillis the time, in milliseconds since 1970
   * @param nanoClock the time, in nanoseconds from some origin
   * @param measures is told of passes and losses
   * @param threads makes the threads
   */
  public Fanout(
      EventLog log,
      long tailMaxBytes,
      int pumps,
      int replays,
      Timing timing,
      LongSupplier clockMillis,
      LongSupplier nanoClock,
      Measures measures,
      ThreadFactory threads) {
    this.history = new History(log, tailMaxBytes, clockMillis);
    this.catchUpThreads = Executors.newFixedThreadPool(replays, threads);
    Turns turns = new Turns(catchUpThreads, this::executeLater);
    this.catchUp = new CatchUp(history, turns, nanoClock, measures);
    for (int i = 0; i < pumps; i++) {
      Bell bell = new Bell();
      Deadlines deadlines = new Deadlines(timing, clockMillis, nanoClock.getAsLong());
      Pump pump = new Pump(history, deadlines, catchUp, bell);
      this.pumps.add(pump);
      this.pumpThreads.add(new PumpThread(pump, bell, nanoClock, measures, threads));
    }
  }

  /** Starts the threads. */
  public void start() {
    pumpThreads.forEach(PumpThread::start);
  }

  /** Takes in what the log has stored; called by the log, in order. Does not block. */
  public void append(List<Event> stored) {
    history.append(stored);
    pumps.forEach(Pump::call);
  }

  /**
   * What stood behind that offset is not there any more; called by the log. Those who have got it
   * are to be ended.
   */
  public void goBackTo(long head) {
    history.goBackTo(head);
    turns.incrementAndGet();
  }

  /**
   * How often history has gone back: who has found out where a connection enters, and then sees
   * another number, does not know that any more.
   */
  public int turns() {
    return turns.get();
  }

  /** The newest offset: a connection that enters behind it gets what is stored from now on. */
  public long head() {
    return history.head();
  }

  /** Feeds a connection from where it enters. */
  public void join(Connection connection, Entry entry) {
    pumpOf(connection).join(connection, entry);
  }

  /**
   * Gives a connection another standing: what it gets from then on is what that allows and asks
   * for.
   *
   * @param maker makes it of the one before; called by the pump, perhaps twice
   * @return completes when that is done, on a pump's thread: whether the connection is fed here; or
   *     with what the maker has refused
   */
  public CompletableFuture<Boolean> change(Connection connection, UnaryOperator<Standing> maker) {
    return pumpOf(connection).change(connection, maker);
  }

  /** Everything that can be read. */
  public History history() {
    return history;
  }

  /**
   * Does something about a connection on the thread of its pump, between two batches; at once on
   * this one, where there are no pumps any more.
   */
  public CompletableFuture<Boolean> perform(Connection connection, BooleanSupplier step) {
    return closed
        ? CompletableFuture.completedFuture(step.getAsBoolean())
        : pumpOf(connection).perform(step);
  }

  /** Where all connections stand; completes on a pump's thread. */
  public CompletableFuture<Map<Connection, Whereabouts>> whereabouts() {
    CompletableFuture<Map<Connection, Whereabouts>> all =
        CompletableFuture.completedFuture(new HashMap<>());
    for (Pump pump : pumps) {
      all =
          all.thenCombine(
              pump.whereabouts(),
              (some, more) -> {
                some.putAll(more);
                return some;
              });
    }
    return all;
  }

  /** How many audiences there are, in all pumps together. */
  public int audiences() {
    return pumps.stream().mapToInt(Pump::audiences).sum();
  }

  /** How many events were left out for those that want the latest only, or not so many. */
  public long skipped() {
    return catchUp.skipped();
  }

  /** Whether everybody who is not behind was offered all that is stored. */
  public boolean isAtHead() {
    return pumpThreads.stream().allMatch(PumpThread::hasNothingToDo);
  }

  /** Stops feeding a connection that has ended. */
  public void leave(Connection connection) {
    pumpOf(connection).leave(connection);
  }

  /** Stops the threads; connections are not fed any more. */
  @Override
  public void close() {
    closed = true;
    pumpThreads.forEach(PumpThread::stop);
    catchUpThreads.shutdown();
    try {
      for (PumpThread thread : pumpThreads) {
        thread.join(STOP_MILLIS);
      }
      // They read the log, which is closed next.
      boolean done = catchUpThreads.awaitTermination(STOP_MILLIS, TimeUnit.MILLISECONDS);
      if (!done) {
        LOG.log(System.Logger.Level.WARNING, "Catching up takes its time to stop");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void executeLater(long nanos, Runnable step) {
    CompletableFuture.delayedExecutor(nanos, TimeUnit.NANOSECONDS, catchUpThreads).execute(step);
  }

  /** Connection ids are random, so this spreads them evenly, and needs no book-keeping. */
  private Pump pumpOf(Connection connection) {
    return pumps.get(Math.floorMod(connection.id().hashCode(), pumps.size()));
  }
}
