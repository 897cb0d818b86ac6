package dev.courant.log.sql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * The one row of the table {@code state}.
 *
 * @param head the newest offset
 * @param floor the newest offset that retention has removed
 * @param events how many events are kept
 * @param sizeBytes what they count together
 */
record State(long head, long floor, long events, long sizeBytes) {
  static State load(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery("SELECT head, floor, events, size_bytes FROM state")) {
      if (!row.next()) {
        throw new SQLException("The table state has no row");
      }
      return new State(row.getLong(1), row.getLong(2), row.getLong(3), row.getLong(4));
    }
  }

  static PreparedStatement prepareStore(Connection connection) throws SQLException {
    return connection.prepareStatement(
        "UPDATE state SET head = ?, floor = ?, events = ?, size_bytes = ?");
  }

  void store(PreparedStatement update) throws SQLException {
    update.setLong(1, head);
    update.setLong(2, floor);
    update.setLong(3, events);
    update.setLong(4, sizeBytes);
    update.executeUpdate();
  }

  State plusEvent(long eventBytes) {
    return new State(head + 1, floor, events + 1, sizeBytes + eventBytes);
  }

  State minus(long removedEvents, long removedBytes) {
    return new State(head, floor, events - removedEvents, sizeBytes - removedBytes);
  }

  State withFloor(long newFloor) {
    return new State(head, newFloor, events, sizeBytes);
  }
}
