package dev.courant.log.postgres;

import dev.courant.log.Epochs;
import dev.courant.log.Epochs.Epoch;
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
  /**
   * Makes the tables where there are none, and begins an epoch where that is due.
   *
   * @param wasRestored whether it is due in any case
   */
  static Opening of(Database database, EpochNames names, boolean wasRestored) {
    try {
      return new Transactions(database)
          .run(
              connection -> {
                Schema.prepare(connection);
                return look(connection, names, wasRestored);
              });
    } catch (SQLException e) {
      throw new UnusableStoreException(
          "The database of the log (%s) cannot be used: %s. Look whether PostgreSQL runs and can be reached, and whether the user may make tables in a schema of its own (see docs/cluster.md)"
              .formatted(database.name(), e.getMessage()),
          e);
    }
  }

  private static Opening look(Connection connection, EpochNames names, boolean wasRestored)
      throws SQLException {
    try (Statement lock = connection.createStatement()) {
      lock.execute("SELECT head FROM state FOR UPDATE");
    }
    State state = State.load(connection);
    List<Epoch> chain = Chain.load(connection);
    Lineage server = Lineage.ofServer(connection);
    if (chain.isEmpty() || wasRestored || !server.equals(Lineage.ofLog(connection))) {
      Epoch begun = new Epoch(names.next(), state.head() + 1);
      Chain.begin(connection, begun, server);
      chain.add(begun);
    }
    return new Opening(new Epochs(chain), state);
  }
}
