package dev.courant.log.postgres;

import dev.courant.log.Epochs;
import dev.courant.log.Epochs.Epoch;
import dev.courant.log.sql.State;
import dev.courant.log.sql.Takeover;
import dev.courant.log.sql.UnusableStoreException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * What a node finds when it opens the log.
 *
 * @param epochs the chain
 * @param state where history begins and ends
 */
record Opening(Epochs epochs, State state) {
  private static final System.Logger LOG = System.getLogger(Opening.class.getName());
  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final Duration ASK_AGAIN = Duration.ofSeconds(1);

  /**
   * Makes the tables where there are none, and begins an epoch where that is due. A database that
   * cannot be reached is waited for: after a power cut nobody knows who is up first.
   *
   * @throws UnusableStoreException when it does not come, or cannot be used
   */
  static Opening of(Database database, PostgresOptions options) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    boolean isWaiting = false;
    while (true) {
      try {
        return Transactions.reserved(database)
            .run(
                connection -> {
                  Schema.prepare(connection);
                  return look(connection, options);
                });
      } catch (SQLException e) {
        if (!Transactions.isOfConnection(e) || System.nanoTime() > end) {
          throw unusable(database, e);
        }
        if (!isWaiting) {
          isWaiting = true;
          LOG.log(
              System.Logger.Level.WARNING,
              "The database of the log cannot be reached, and is waited for ({0})",
              Reason.of(e));
        }
        LockSupport.parkNanos(ASK_AGAIN.toNanos());
      }
    }
  }

  /**
   * Everybody may read the sentence of a hub that has not started: where the database is, is said
   * in the log only.
   */
  private static UnusableStoreException unusable(Database database, SQLException e) {
    LOG.log(
        System.Logger.Level.ERROR,
        "The database of the log ({0}) cannot be used: {1}",
        database.name(),
        Reason.of(e));
    return new UnusableStoreException(
        "The database of the log cannot be used, and the server's log says why. Look whether PostgreSQL runs and can be reached, and whether the user may make tables in a schema of its own (see docs/cluster.md)",
        e);
  }

  private static Opening look(Connection connection, PostgresOptions options) throws SQLException {
    try (Statement lock = connection.createStatement()) {
      lock.execute("SELECT head FROM state FOR UPDATE");
    }
    boolean isNew = Chain.load(connection).isEmpty();
    if (options.predecessor().isPresent()) {
      takeOver(options.predecessor().get(), isNew, connection);
    }
    State state = State.load(connection);
    List<Epoch> chain = Chain.load(connection);
    Lineage server = Lineage.ofServer(connection);
    Lineage before = Lineage.ofLog(connection);
    if (chain.isEmpty() || options.wasRestored() || (!before.isNone() && !server.equals(before))) {
      Epoch begun = new Epoch(options.epochNames().next(), state.head() + 1);
      Chain.begin(connection, begun, server);
      chain.add(begun);
    } else if (before.isNone()) {
      Chain.goOn(connection, chain.get(chain.size() - 1), server);
    }
    return new Opening(new Epochs(chain), state);
  }

  /** Once: what is there is never mixed with something else. */
  private static void takeOver(Predecessor predecessor, boolean isNew, Connection connection)
      throws SQLException {
    if (!isNew) {
      LOG.log(
          System.Logger.Level.INFO,
          "The database has a history already: {0} is not taken over (again); remove courant.log.import",
          predecessor.name());
      return;
    }
    try (Connection from = predecessor.open()) {
      long events = Takeover.copy(from, connection);
      LOG.log(
          System.Logger.Level.INFO,
          "Taken over from {0}: {1} events",
          predecessor.name(),
          Long.toString(events));
    }
  }
}
