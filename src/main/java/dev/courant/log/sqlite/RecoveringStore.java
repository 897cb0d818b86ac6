package dev.courant.log.sqlite;

import dev.courant.event.Publication;
import dev.courant.event.Refusal;
import dev.courant.event.RefusedException;
import dev.courant.log.UnreadableLogException;
import dev.courant.log.sql.GroupStore;
import dev.courant.log.sql.State;
import dev.courant.log.sql.Stored;
import dev.courant.log.sql.UnusableStoreException;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A store that meets trouble. Full or locked: what is published is refused, and the next try may
 * succeed. Its file is not there any more: the same, until it is back. Anything else: the database
 * is closed, opened again and looked at; if it lacks what was acknowledged, it stays closed. Each
 * kind of trouble is logged once, with what to do.
 *
 * <p>Called by the writer only.
 */
final class RecoveringStore implements GroupStore, AutoCloseable {
  private static final System.Logger LOG = System.getLogger(RecoveringStore.class.getName());

  /** Opens the database again, and finds in it what is new to the hub. */
  interface Opener {
    Store open() throws SQLException;
  }

  private enum Condition {
    WORKING,
    REFUSING,
    BROKEN,
    /** The file was deleted or moved; the one that is open would be lost with this process. */
    GONE,
    /** Something acknowledged is missing: going on would hide that. */
    LOST
  }

  private final SqliteDatabase database;
  private final Opener opener;
  private final Consumer<Store> onReopened;
  private Store store;
  private boolean usable = true;

  /** What the log was told last. */
  private Condition condition = Condition.WORKING;

  /** Written by the writer, read by whoever asks. */
  private volatile Optional<String> trouble = Optional.empty();

  /**
   * A store.
   *
   * @param store the open one
   * @param onReopened told after it had to be opened again: it may hold events whose publishers
   *     were told that they were not stored. When it throws, that has to be done again
   */
  RecoveringStore(SqliteDatabase database, Opener opener, Store store, Consumer<Store> onReopened) {
    this.database = database;
    this.opener = opener;
    this.store = store;
    this.onReopened = onReopened;
  }

  State state() {
    return store.state();
  }

  @Override
  public Optional<String> trouble() {
    return trouble;
  }

  @Override
  public List<Stored> append(List<Publication> publications, long nowMillis) {
    try {
      makeUsable();
      List<Stored> results = store.append(publications, nowMillis);
      works();
      return results;
    } catch (RefusedException downForNow) {
      throw downForNow;
    } catch (SQLException | RuntimeException | Error e) {
      throw refusal(e);
    }
  }

  @Override
  public RefusedException failed(Throwable why) {
    usable = false;
    return refusal(why);
  }

  @Override
  public boolean sweep(long nowMillis) {
    try {
      makeUsable();
      boolean more = store.sweep(nowMillis);
      lookWhetherItTakesSomething(nowMillis);
      return more;
    } catch (RefusedException downForNow) {
      LOG.log(System.Logger.Level.TRACE, "Nothing is removed", downForNow);
    } catch (SQLException | RuntimeException | Error e) {
      refusal(e);
    }
    return false;
  }

  @Override
  public void close() {
    try {
      store.close();
    } catch (SQLException e) {
      LOG.log(System.Logger.Level.WARNING, "The store could not be closed", e);
    }
  }

  private void makeUsable() throws SQLException {
    if (usable && store.isInPlace()) {
      return;
    }
    if (condition != Condition.LOST) {
      refuseWhileGone();
      usable = false;
      close();
      reopen();
    }
    if (condition == Condition.LOST) {
      throw new RefusedException(
          Refusal.STORE_UNAVAILABLE, "The store has lost events and was closed");
    }
  }

  /** What is open is not closed meanwhile: the file may come back. */
  private void refuseWhileGone() {
    if (store.isGone()) {
      enter(
          Condition.GONE,
          "is not there any more: somebody has deleted or moved it. Publishing is refused until it is"
              + " back: put it where it was; or stop the server, restore a back-up (see docs/operations.md),"
              + " and start it again");
      throw new RefusedException(Refusal.STORE_UNAVAILABLE, "The store has been taken away");
    }
  }

  private void reopen() throws SQLException {
    Store reopened = open();
    try {
      if (reopened.state().head() >= store.state().head()) {
        onReopened.accept(reopened);
        store = reopened;
        usable = true;
      } else {
        enter(
            Condition.LOST,
            "lacks events that were acknowledged; it stays closed. Stop the server, restore a back-up"
                + " (see docs/operations.md), and start it again");
      }
    } catch (UnreadableLogException e) {
      throw new SQLException(e.getMessage(), e);
    } finally {
      if (!usable) {
        reopened.close();
      }
    }
  }

  private Store open() throws SQLException {
    try {
      return opener.open();
    } catch (UnusableStoreException e) {
      throw new SQLException(e.getMessage(), e);
    }
  }

  private RefusedException refusal(Throwable e) {
    if (e instanceof SQLException sql && SqliteDatabase.isPassing(sql)) {
      enter(
          Condition.REFUSING,
          "is full or locked ("
              + e.getMessage()
              + "). Publishing is refused until that has passed:"
              + " make room on the disk, or end the program that locks the file");
    } else {
      usable = false;
      enter(
          Condition.BROKEN,
          "failed ("
              + e.getMessage()
              + "). It is opened again with each publication, and publishing"
              + " is refused until that succeeds: look at the disk and at the server's rights");
    }
    RefusedException refused =
        new RefusedException(
            Refusal.STORE_UNAVAILABLE, "The store takes nothing in just now: nothing was stored");
    refused.initCause(e);
    return refused;
  }

  /**
   * After trouble nobody may publish any more, since this server is told to be in trouble: so it is
   * found out by itself whether that has passed, by a write of next to nothing. The log is told
   * only when something was stored again: on a disk that is nearly full, little fits long before.
   */
  private void lookWhetherItTakesSomething(long nowMillis) throws SQLException {
    if (trouble.isPresent()) {
      store.append(List.of(), nowMillis);
      trouble = Optional.empty();
    }
  }

  private void works() {
    trouble = Optional.empty();
    if (condition != Condition.WORKING) {
      condition = Condition.WORKING;
      LOG.log(System.Logger.Level.INFO, "The store {0} works again", database.file());
    }
  }

  private void enter(Condition entered, String sentence) {
    trouble = Optional.of("The store %s %s".formatted(database.file(), sentence));
    if (condition != entered) {
      condition = entered;
      LOG.log(System.Logger.Level.ERROR, "The store {0} {1}", database.file(), sentence);
    }
  }
}
