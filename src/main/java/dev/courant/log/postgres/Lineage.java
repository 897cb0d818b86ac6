package dev.courant.log.postgres;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Which history of which database this is: it changes when a dump is loaded into another server,
 * when a standby takes over, and when a server is recovered to a point in time. PostgreSQL manual,
 * "Timelines".
 *
 * @param systemId made when the server's files were made, and after a dot the number of the table
 *     {@code state} there: a dump that is loaded into the same server has another
 * @param timeline in hexadecimal digits; the server begins a new one with each recovery
 */
record Lineage(String systemId, String timeline) {
  /** That of the server which the connection leads to, now. */
  static Lineage ofServer(Connection connection) throws SQLException {
    // The control file has the timeline of the last checkpoint, which may be one too old.
    return read(
        connection,
        "SELECT system_identifier || '.' || 'state'::regclass::oid, left(pg_walfile_name(pg_current_wal_lsn()), 8)"
            + " FROM pg_control_system()");
  }

  /** The one that the log was written in last. */
  static Lineage ofLog(Connection connection) throws SQLException {
    return read(connection, "SELECT system_id, timeline FROM state");
  }

  /** Notes it as that of the log. */
  void store(Connection connection) throws SQLException {
    try (PreparedStatement update =
        connection.prepareStatement("UPDATE state SET system_id = ?, timeline = ?")) {
      update.setString(1, systemId);
      update.setString(2, timeline);
      update.executeUpdate();
    }
  }

  /** Whether this is the lineage of a log that nobody has written to yet. */
  boolean isNone() {
    return systemId.isEmpty();
  }

  private static Lineage read(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      if (!row.next()) {
        throw new SQLException("The table state has no row");
      }
      return new Lineage(row.getString(1), row.getString(2));
    }
  }
}
