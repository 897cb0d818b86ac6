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
public record State(long head, long floor, long events, long sizeBytes) {
  /** The columns that {@link #read} expects. */
  public static final String COLUMNS = "head, floor, events, size_bytes";

  /** As it stands. */
  public static State load(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT " + COLUMNS + " FROM state")) {
      if (!row.next()) {
        throw new SQLException("The table state has no row");
      }
      return read(row, 1);
    }
  }

  /**
   * Of a row that has {@link #COLUMNS}.
   *
   * @param first the number of the first of them, counted from 1
   */
  public static State read(ResultSet row, int first) throws SQLException {
    return new State(
        row.getLong(first), row.getLong(first + 1), row.getLong(first + 2), row.getLong(first + 3));
  }

  /** Puts it in the place of the one before. */
  public void store(Connection connection) throws SQLException {
    try (PreparedStatement update =
        connection.prepareStatement(
            "UPDATE state SET head = ?, floor = ?, events = ?, size_bytes = ?")) {
      update.setLong(1, head);
      update.setLong(2, floor);
      update.setLong(3, events);
      update.setLong(4, sizeBytes);
      update.executeUpdate();
    }
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
