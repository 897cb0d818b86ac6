package dev.courant.log.postgres;

import dev.courant.log.Epochs;
import dev.courant.log.Epochs.Epoch;
import dev.courant.log.sql.EpochRows;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.OptionalLong;

/** The epochs of the database: how one begins, and what that means to a node that knew others. */
final class Chain {
  private Chain() {}

  /** The chain as it stands, the oldest first; empty in a new database. */
  static List<Epoch> load(Connection connection) throws SQLException {
    return EpochRows.load(connection, "place");
  }

  /** Begins an epoch; in a transaction that holds the row of the state. */
  static void begin(Connection connection, Epoch epoch, Lineage lineage) throws SQLException {
    EpochRows.insert(connection, epoch);
    goOn(connection, epoch, lineage);
  }

  /** Goes on with an epoch that was begun elsewhere; in a transaction as above. */
  static void goOn(Connection connection, Epoch epoch, Lineage lineage) throws SQLException {
    try (PreparedStatement update = connection.prepareStatement("UPDATE state SET epoch = ?")) {
      update.setString(1, epoch.name());
      update.executeUpdate();
    }
    lineage.store(connection);
  }

  /**
   * Where history took another way than the one that this node knows.
   *
   * @param known the epochs that this node knows
   * @param now those that the database has
   * @param head the newest offset that this node knows
   * @return the last offset that they have in common, when the node knows more than that; empty
   *     when history has just gone on
   */
  static OptionalLong wentBackTo(Epochs known, Epochs now, long head) {
    List<Epoch> before = known.chain();
    List<Epoch> after = now.chain();
    int same = 0;
    while (same < Math.min(before.size(), after.size())
        && before.get(same).equals(after.get(same))) {
      same++;
    }
    if (same == after.size()) {
      return OptionalLong.empty();
    }
    long last = after.get(same).firstOffset() - 1;
    return last < head ? OptionalLong.of(last) : OptionalLong.empty();
  }
}
