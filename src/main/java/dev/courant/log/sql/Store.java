package dev.courant.log.sql;

import dev.courant.event.Event;
import dev.courant.event.Publication;
import dev.courant.event.Receipt;
import dev.courant.event.RefusedException;
import dev.courant.log.Epochs;
import dev.courant.log.Epochs.Epoch;
import dev.courant.log.Retention;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
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
  private PreparedStatement insertEvent;
  private PreparedStatement storeState;
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
    this.insertEvent = EventRows.prepareInsert(connection);
    this.storeState = State.prepareStore(connection);
    this.retention = retention;
    this.sweeper = new Sweeper(retention);
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
      List<Epoch> chain = loadEpochs(connection);
      if (newEpoch.isPresent() && (chain.isEmpty() || beginsEpoch)) {
        chain.add(insertEpoch(connection, new Epoch(newEpoch.get(), state.head() + 1)));
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
          List<Stored> results = new ArrayList<>(publications.size());
          State after = state;
          for (Publication publication : publications) {
            Stored result = store(publication, after.head() + 1, nowMillis);
            results.add(result);
            if (result instanceof Stored.New stored) {
              after = after.plusEvent(EventRows.insert(insertEvent, stored.event()));
            }
          }
          after.store(storeState);
          return new Change<>(after, results);
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
            step.state().store(storeState);
          }
          return new Change<>(step.state(), step.more());
        });
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }

  private Stored store(Publication publication, long offset, long nowMillis) throws SQLException {
    try {
      long since = nowMillis - retention.keyWindow().toMillis();
      Optional<Receipt> known = KeyRows.find(connection, publication, since);
      if (known.isPresent()) {
        return new Stored.Known(known.get());
      }
    } catch (RefusedException reused) {
      return new Stored.Refused(reused);
    }
    Event event = new Event(epochs.position(offset), nowMillis, publication);
    KeyRows.remember(connection, publication, event.id(), nowMillis);
    return new Stored.New(event);
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
      prepareAgain(e);
      throw e;
    }
  }

  /** The driver closes a statement that fails. */
  private void prepareAgain(Throwable failure) {
    try {
      insertEvent.close();
      storeState.close();
      insertEvent = EventRows.prepareInsert(connection);
      storeState = State.prepareStore(connection);
    } catch (SQLException broken) {
      failure.addSuppressed(broken);
    }
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static List<Epoch> loadEpochs(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery("SELECT name, first_offset FROM epoch ORDER BY rowid")) {
      List<Epoch> chain = new ArrayList<>();
      while (rows.next()) {
        chain.add(new Epoch(rows.getString(1), rows.getLong(2)));
      }
      return chain;
    }
  }

  private static Epoch insertEpoch(Connection connection, Epoch epoch) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement("INSERT INTO epoch (name, first_offset) VALUES (?, ?)")) {
      insert.setString(1, epoch.name());
      insert.setLong(2, epoch.firstOffset());
      insert.executeUpdate();
      return epoch;
    }
  }
}
