package dev.courant.log.sqlite;

import dev.courant.event.Event;
import dev.courant.event.Publication;
import dev.courant.event.Receipt;
import dev.courant.log.Bounds;
import dev.courant.log.CommitMeter;
import dev.courant.log.Epochs;
import dev.courant.log.EventLog;
import dev.courant.log.Extent;
import dev.courant.log.LogFollower;
import dev.courant.log.Page;
import dev.courant.log.Retention;
import dev.courant.log.sql.State;
import dev.courant.log.sql.UnusableStoreException;
import dev.courant.log.sql.Writer;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadFactory;
import java.util.function.LongSupplier;

/**
 * The log in an SQLite file. Whoever makes one has made sure that nobody else writes to the file.
 */
public final class SqliteLog implements EventLog {
  private static final System.Logger LOG = System.getLogger(SqliteLog.class.getName());
  private static final long CLOSE_MILLIS = 10_000;

  /** How much is read at a time to tell the follower what a reopened store held. */
  private static final int RECOVERY_PAGE_BYTES = 1024 * 1024;

  private final LongSupplier clockMillis;
  private final Epochs epochs;
  private final Readers readers;
  private final RecoveringStore store;
  private final Writer writer;
  private final Thread thread;
  private final CompletableFuture<Void> released = new CompletableFuture<>();

  private volatile LogFollower follower = batch -> {};
  private volatile Bounds bounds;
  private volatile Extent extent;

  /** The newest offset that the follower has been told of; touched by the writer only. */
  private long told;

  /**
   * Opens a log, or makes it.
   *
   * @param file the database
   * @param retention how long things are kept
   * @param newEpoch the name of an epoch to begin, if the log turns out to be new
   * @param wasRestored whether the file was put back from a back-up: then a new epoch begins
   * @param clockMillis the time, in milliseconds since 1970
   * @param meter is told of each group that is stored
   * @param threads makes the thread that writes
   * @throws UnusableStoreException when it cannot be opened
   */
  public SqliteLog(
      Path file,
      Retention retention,
      String newEpoch,
      boolean wasRestored,
      LongSupplier clockMillis,
      CommitMeter meter,
      ThreadFactory threads) {
    SqliteDatabase database = new SqliteDatabase(file);
    this.clockMillis = clockMillis;
    Store opened = open(database, retention, newEpoch, wasRestored);
    this.epochs = opened.epochs();
    this.bounds = boundsOf(opened.state());
    this.extent = extentOf(opened.state());
    this.told = opened.state().head();
    this.readers = new Readers(database);
    this.store =
        new RecoveringStore(
            database, () -> Store.reopen(database, retention), opened, this::tellWhatIsNew);
    this.writer = new Writer(store, clockMillis, this::stored, meter);
    this.thread = threads.newThread(this::write);
    thread.start();
  }

  @Override
  public List<CompletableFuture<Receipt>> append(List<Publication> publications) {
    return writer.append(publications);
  }

  @Override
  public Bounds bounds() {
    return bounds;
  }

  @Override
  public Extent extent() {
    return extent;
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
    return epochs;
  }

  @Override
  public Page read(long after, int maxBytes) {
    long head = bounds.head().offset();
    Page page = readers.page(after, maxBytes, epochs, clockMillis.getAsLong());
    if (page.upTo() <= head) {
      return page;
    }
    // What is committed and has not been told yet is not there yet: whoever got it here and came
    // back with it would be ahead of the head, and be taken for somebody of another history.
    List<Event> told = page.events().stream().filter(e -> e.offset() <= head).toList();
    return new Page(told, head, page.floor());
  }

  @Override
  public OptionalLong offsetOf(String publisherId, long after) {
    return readers.offsetOf(publisherId, after);
  }

  @Override
  public void follow(LogFollower follower) {
    this.follower = follower;
  }

  /** Nobody else writes. */
  @Override
  public void refresh() {}

  @Override
  public void close() {
    writer.end();
    try {
      thread.join(CLOSE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    readers.close();
    if (!released.isDone()) {
      LOG.log(
          System.Logger.Level.WARNING,
          "The store is still being written to: it is closed when that has ended");
    }
  }

  @Override
  public CompletableFuture<Void> released() {
    return released.copy();
  }

  /** Whoever writes closes: nobody takes the connection away from under a write. */
  private void write() {
    try {
      writer.run();
    } finally {
      store.close();
      released.complete(null);
    }
  }

  /** On the writer's thread: the events are on the disk, or what is not to be kept is gone. */
  private void stored(List<Event> events) {
    bounds = boundsOf(store.state());
    extent = extentOf(store.state());
    tell(events);
  }

  private void tell(List<Event> events) {
    if (!events.isEmpty()) {
      follower.stored(events);
      told = events.get(events.size() - 1).offset();
    }
  }

  /**
   * On the writer's thread: a commit whose outcome was unknown may have taken place, or the
   * follower could not be told. The publishers heard that nothing was stored, but readers must not
   * find a hole.
   */
  private void tellWhatIsNew(Store reopened) {
    readers.closeIdle();
    while (told < reopened.state().head()) {
      // As of 1970 nothing has expired yet: the follower is told of every offset.
      Page page = readers.page(told, RECOVERY_PAGE_BYTES, epochs, 0);
      long head = Math.max(page.upTo(), bounds.head().offset());
      bounds = new Bounds(epochs.position(head), page.floor());
      tell(page.events());
      told = page.upTo();
    }
  }

  private Bounds boundsOf(State state) {
    return new Bounds(epochs.position(state.head()), state.floor());
  }

  private static Extent extentOf(State state) {
    return new Extent(state.events(), state.sizeBytes());
  }

  private static Store open(
      SqliteDatabase database, Retention retention, String newEpoch, boolean wasRestored) {
    try {
      return Store.open(database, retention, newEpoch, wasRestored);
    } catch (SQLException e) {
      throw new UnusableStoreException(
          "The store %s cannot be opened (%s): look at the rights on the directory and the room on the disk"
              .formatted(database.file(), e.getMessage()),
          e);
    }
  }
}
