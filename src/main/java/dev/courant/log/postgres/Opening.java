package dev.courant.log.postgres;

import dev.courant.log.Epochs;
import dev.courant.log.Epochs.Epoch;
import dev.courant.log.sql.History;
import dev.courant.log.sql.State;
import dev.courant.log.sql.UnusableStoreException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/**
 * What a node finds when it opens the log.
 *
 * @param epochs the chain
 * @param state where history begins and ends
 */
record Opening(Epochs epochs, State state) {
  private static final System.Logger LOG = System.getLogger(Opening.class.getName());

  /** Makes the tables where there are none, and begins an epoch where that is due. */
  static Opening of(Database database, PostgresOptions options) {
    try {
      return new Transactions(database)
          .run(
              connection -> {
                Schema.prepare(connection);
                return look(connection, options);
              });
    } catch (SQLException e) {
      throw new UnusableStoreException(
          "The database of the log (%s) cannot be used: %s. Look whether PostgreSQL runs and can be reached, and whether the user may make tables in a schema of its own (see docs/cluster.md)"
              .formatted(database.name(), e.getMessage()),
          e);
    }
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
      long events = History.copy(from, connection);
      LOG.log(
          System.Logger.Level.INFO,
          "Taken over from {0}: {1} events",
          predecessor.name(),
          Long.toString(events));
    }
  }
}
