package dev.courant.log.postgres;

import dev.courant.event.Event;
import dev.courant.event.Publication;
import dev.courant.event.Receipt;
import dev.courant.event.Refusal;
import dev.courant.event.RefusedException;
import dev.courant.log.Bounds;
import dev.courant.log.CommitMeter;
import dev.courant.log.Epochs;
import dev.courant.log.EventLog;
import dev.courant.log.Extent;
import dev.courant.log.LogFollower;
import dev.courant.log.Page;
import dev.courant.log.UnreadableLogException;
import dev.courant.log.sql.Writer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;

/**
 * The log in a PostgreSQL database, which other nodes may use at the same time: one order for all.
 *
 * <p>One thread writes; another waits for what other nodes write. Both tell the follower, one after
 * the other. While the database cannot be reached what is appended is refused, at once where that
 * is known already, and what was missed is told when it is back.
 */
public final class PostgresLog implements EventLog {
  private static final System.Logger LOG = System.getLogger(PostgresLog.class.getName());
  private static final long CLOSE_MILLIS = 12_000;

  /** Once more for each epoch that began since this node looked: there is seldom one. */
  private static final int MAX_LOOKS = 5;

  private final Database database;
  private final Duration poll;
  private final LongSupplier clockMillis;
  private final PageQuery query;
  private final Following following;
  private final SharedStore store;
  private final Writer writer;
  private final Hints hints;
  private final Thread writing;
  private final Thread waiting;
  private final CompletableFuture<Void> released = new CompletableFuture<>();
  private volatile boolean closed;

  /** Whether it was told last that the database cannot be read. */
  private volatile boolean isUnreadable;

  /**
   * Opens a log, and makes its tables where there are none.
   *
   * @param database where it is; closed with the log
   * @param clockMillis the time, in milliseconds since 1970
   * @param meter is told of each group that is stored
   * @param threads makes the threads
   * @throws dev.courant.log.sql.UnusableStoreException when it cannot be opened
   */
  public PostgresLog(
      Database database,
      PostgresOptions options,
      LongSupplier clockMillis,
      CommitMeter meter,
      ThreadFactory threads) {
    this.database = database;
    this.poll = options.poll();
    this.clockMillis = clockMillis;
    Opening opened = Opening.of(database, options);
    this.query = new PageQuery(Transactions.of(database));
    this.following = new Following(query, opened.epochs(), opened.state());
    this.store =
        new SharedStore(
            Transactions.reserved(database),
            options.retention(),
            opened.epochs(),
            options.epochNames(),
            () -> following.view().head());
    this.writer = new Writer(store, clockMillis, this::stored, meter);
    this.hints = database.hints("_log", threads);
    this.writing = threads.newThread(this::write);
    this.waiting = threads.newThread(this::await);
    writing.start();
    waiting.start();
  }

  @Override
  public List<CompletableFuture<Receipt>> append(List<Publication> publications) {
    Optional<String> trouble = store.trouble();
    if (trouble.isPresent()) {
      RefusedException refused =
          new RefusedException(
              Refusal.STORE_UNAVAILABLE,
              "The database takes nothing in just now: nothing was stored");
      return publications.stream()
          .map(p -> CompletableFuture.<Receipt>failedFuture(refused))
          .toList();
    }
    return writer.append(publications);
  }

  @Override
  public Bounds bounds() {
    return following.view().bounds();
  }

  @Override
  public Extent extent() {
    return following.view().extent();
  }

  @Override
  public Optional<String> trouble() {
    return store.trouble();
  }

  @Override
  public CompletableFuture<Void> sweep() {
    return writer.sweep();
  }

  @Override
  public Epochs epochs() {
    return following.view().epochs();
  }

  @Override
  public Page read(long after, int maxBytes) {
    for (int i = 0; i < MAX_LOOKS; i++) {
      Following.View view = following.view();
      Optional<PageQuery.Found> found = query.read(after, maxBytes, view.epochs());
      if (found.isPresent()) {
        return page(found.get(), view.head());
      }
      refresh();
    }
    throw new UnreadableLogException("The log cannot be read: its epochs change all the time");
  }

  @Override
  public OptionalLong offsetOf(String publisherId, long after) {
    OptionalLong offset = query.offsetOf(publisherId, after);
    if (offset.isPresent() && offset.getAsLong() > following.view().head()) {
      refresh();
    }
    return offset;
  }

  @Override
  public void follow(LogFollower follower) {
    following.follow(follower);
  }

  @Override
  public void refresh() {
    following.refresh();
  }

  @Override
  public void close() {
    closed = true;
    writer.end();
    hints.close();
    try {
      writing.join(CLOSE_MILLIS);
      waiting.join(CLOSE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (writing.isAlive()) {
      LOG.log(System.Logger.Level.WARNING, "A write to the database takes its time to end");
    }
  }

  @Override
  public CompletableFuture<Void> released() {
    return released.copy();
  }

  /** What others have stored and nobody was told of here is not there yet. */
  private Page page(PageQuery.Found found, long head) {
    long now = clockMillis.getAsLong();
    List<Event> events =
        found.events().stream()
            .filter(event -> event.offset() <= head && !event.isExpiredAt(now))
            .toList();
    return new Page(events, Math.min(found.upTo(), head), found.state().floor());
  }

  /** On the writing thread. */
  private void stored(List<Event> events) {
    if (!events.isEmpty()) {
      hints.tell(events.get(events.size() - 1).offset());
    }
    tell(events);
  }

  /** What is stored is stored: if it cannot be read just now, it is told later. */
  private void tell(List<Event> own) {
    try {
      following.step(own);
      isUnreadable = false;
    } catch (UnreadableLogException e) {
      if (!isUnreadable) {
        isUnreadable = true;
        LOG.log(
            System.Logger.Level.WARNING,
            "What is new in the database cannot be read; it is told when it can ({0})",
            e.getMessage());
      }
    }
  }

  private void await() {
    while (!closed) {
      try {
        hints.await(following.view().head(), poll);
        tell(List.of());
      } catch (RuntimeException | Error e) {
        LOG.log(
            System.Logger.Level.ERROR, "What is new could not be taken in: it is told again", e);
        LockSupport.parkNanos(poll.toNanos());
      }
    }
    hints.stopWaiting();
  }

  private void write() {
    try {
      writer.run();
      waiting.join();
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
    } finally {
      database.close();
      released.complete(null);
    }
  }
}
