package dev.courant.log.sqlite;

import dev.courant.event.Publication;
import dev.courant.log.Epochs;
import dev.courant.log.Epochs.Epoch;
import dev.courant.log.Retention;
import dev.courant.log.sql.Dialect;
import dev.courant.log.sql.EpochRows;
import dev.courant.log.sql.Group;
import dev.courant.log.sql.State;
import dev.courant.log.sql.Stored;
import dev.courant.log.sql.Sweeper;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;

/**
 * The writing side of the database: transactions on the one connection that writes. Not
 * thread-safe. After a failure the transaction has been rolled back, and the state here is that of
 * before.
 */
final class Store implements AutoCloseable {
  private final SqliteDatabase database;
  private final Connection connection;

  /** What the file is known by that the connection has open. */
  private final Optional<Object> identity;

  private final Retention retention;
  private final Sweeper sweeper;
  private State state;
  private Epochs epochs;

  private Store(
      SqliteDatabase database,
      Connection connection,
      Retention retention,
      State state,
      Epochs epochs)
      throws SQLException {
    this.database = database;
    this.connection = connection;
    this.identity = database.identity();
    this.retention = retention;
    this.sweeper = new Sweeper(retention, Dialect.SQLITE);
    this.state = state;
    this.epochs = epochs;
  }

  /**
   * Opens the database, and makes what is not there.
   *
   * @param newEpoch the name of an epoch to begin, if the store turns out to be new
   * @param beginsEpoch whether to begin it in any case
   */
  static Store open(
      SqliteDatabase database, Retention retention, String newEpoch, boolean beginsEpoch)
      throws SQLException {
    return open(database, retention, Optional.of(newEpoch), beginsEpoch);
  }

  /** Opens a database again that was open before; one that is not there is not made. */
  static Store reopen(SqliteDatabase database, Retention retention) throws SQLException {
    return open(database, retention, Optional.empty(), false);
  }

  private static Store open(
      SqliteDatabase database, Retention retention, Optional<String> newEpoch, boolean beginsEpoch)
      throws SQLException {
    Connection connection = database.openForWriting(newEpoch.isPresent());
    try {
      execute(connection, "BEGIN IMMEDIATE");
      Schema.prepare(connection, newEpoch.isPresent());
      State state = State.load(connection);
      List<Epoch> chain = EpochRows.load(connection, "rowid");
      if (newEpoch.isPresent() && (chain.isEmpty() || beginsEpoch)) {
        chain.add(EpochRows.insert(connection, new Epoch(newEpoch.get(), state.head() + 1)));
      }
      execute(connection, "COMMIT");
      return new Store(database, connection, retention, state, new Epochs(chain));
    } catch (SQLException | RuntimeException e) {
      connection.close();
      throw e;
    }
  }

  State state() {
    return state;
  }

  Epochs epochs() {
    return epochs;
  }

  /**
   * Whether the file that is open is still the one that is there; if it was deleted or replaced,
   * what is written to it is lost with this process.
   */
  boolean isInPlace() {
    return identity.isEmpty() || identity.equals(database.identity());
  }

  /** Whether no file is there any more. */
  boolean isGone() {
    return identity.isPresent() && database.identity().isEmpty();
  }

  /** Stores publications in one transaction; they are on the disk when this returns. */
  List<Stored> append(List<Publication> publications, long nowMillis) throws SQLException {
    return inTransaction(
        () -> {
          Group group =
              Group.store(
                  publications,
                  connection,
                  state,
                  epochs,
                  retention.keyWindow().toMillis(),
                  nowMillis);
          return new Change<>(group.after(), group.results());
        });
  }

  /**
   * Does one step of what retention asks for.
   *
   * @return whether there may be more to do
   */
  boolean sweep(long nowMillis) throws SQLException {
    return inTransaction(
        () -> {
          Sweeper.Step step = sweeper.step(connection, state, nowMillis);
          if (!step.state().equals(state)) {
            step.state().store(connection);
          }
          return new Change<>(step.state(), step.more());
        });
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }

  /** What a transaction comes to once it is committed. */
  private record Change<T>(State after, T result) {}

  private interface Work<T> {
    Change<T> run() throws SQLException;
  }

  /**
   * Begins and ends the transaction itself. The driver would begin the next one with each commit,
   * and so keep the file locked all the time; and where SQLite has rolled back on its own, as on a
   * full disk, the driver would not begin another, and each statement would be committed by itself.
   */
  private <T> T inTransaction(Work<T> work) throws SQLException {
    execute(connection, "BEGIN IMMEDIATE");
    try {
      Change<T> change = work.run();
      execute(connection, "COMMIT");
      state = change.after();
      return change.result();
    } catch (SQLException | RuntimeException | Error e) {
      try {
        execute(connection, "ROLLBACK");
      } catch (SQLException alreadyRolledBack) {
        e.addSuppressed(alreadyRolledBack);
      }
      throw e;
    }
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
