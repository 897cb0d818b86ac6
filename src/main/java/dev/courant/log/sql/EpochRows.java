package dev.courant.log.sql;

import dev.courant.log.Epochs.Epoch;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** The chain of epochs to rows and back. */
public final class EpochRows {
  private EpochRows() {}

  /**
   * The chain, the oldest first; empty in a new store.
   *
   * @param order the column that tells which epoch was added first
   */
  public static List<Epoch> load(Connection connection, String order) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery("SELECT name, first_offset FROM epoch ORDER BY " + order)) {
      List<Epoch> chain = new ArrayList<>();
      while (rows.next()) {
        chain.add(new Epoch(rows.getString(1), rows.getLong(2)));
      }
      return chain;
    }
  }

  /** Adds one to the chain. */
  public static Epoch insert(Connection connection, Epoch epoch) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement("INSERT INTO epoch (name, first_offset) VALUES (?, ?)")) {
      insert.setString(1, epoch.name());
      insert.setLong(2, epoch.firstOffset());
      insert.executeUpdate();
      return epoch;
    }
  }
}
