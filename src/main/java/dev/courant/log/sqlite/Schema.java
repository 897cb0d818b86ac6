package dev.courant.log.sqlite;

import dev.courant.log.sql.UnusableStoreException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/**
 * The tables, and their version. A later version adds its steps behind those that are here; what
 * was released is never changed.
 *
 * <p>{@code log_offset} is the row id, so the table is the index. Topics are joined by LF, which no
 * topic can have. {@code state} has one row: counting a million events at every start would take
 * longer than the start.
 */
final class Schema {
  /** The version that this program makes and reads. */
  static final int VERSION = 1;

  private static final List<String> CREATE =
      List.of(
          """
          CREATE TABLE event (
            log_offset INTEGER PRIMARY KEY,
            time_ms INTEGER NOT NULL,
            expires_ms INTEGER,
            topics TEXT NOT NULL,
            id TEXT,
            type TEXT,
            retry_ms INTEGER,
            private INTEGER NOT NULL,
            data BLOB NOT NULL,
            size_bytes INTEGER NOT NULL)
          """,
          "CREATE INDEX event_by_id ON event (id, log_offset) WHERE id IS NOT NULL",
          "CREATE INDEX event_by_expiry ON event (expires_ms) WHERE expires_ms IS NOT NULL",
          """
          CREATE TABLE epoch (
            first_offset INTEGER NOT NULL,
            name TEXT NOT NULL PRIMARY KEY)
          """,
          """
          CREATE TABLE publication_key (
            subject TEXT NOT NULL,
            name TEXT NOT NULL,
            fingerprint TEXT NOT NULL,
            event_id TEXT NOT NULL,
            time_ms INTEGER NOT NULL,
            PRIMARY KEY (subject, name)) WITHOUT ROWID
          """,
          "CREATE INDEX publication_key_by_time ON publication_key (time_ms)",
          """
          CREATE TABLE state (
            head INTEGER NOT NULL,
            floor INTEGER NOT NULL,
            events INTEGER NOT NULL,
            size_bytes INTEGER NOT NULL)
          """,
          "INSERT INTO state (head, floor, events, size_bytes) VALUES (0, 0, 0, 0)",
          "PRAGMA user_version = " + VERSION);

  private Schema() {}

  /**
   * Makes the tables in a new file, and looks at the version of one that has them. The caller
   * commits.
   *
   * @param creates whether the file may be new
   * @throws SQLException when it is, and may not be
   * @throws UnusableStoreException when the file was written by a later version
   */
  static void prepare(Connection connection, boolean creates) throws SQLException {
    int version = version(connection);
    if (version > VERSION) {
      throw new UnusableStoreException(
          "The store was written by a later version of Courant (schema %d, this one knows %d): start"
                  .formatted(version, VERSION)
              + " that version again, or restore a back-up made before the upgrade");
    }
    if (version == 0 && !creates) {
      throw new SQLException("The file is empty");
    }
    if (version == 0) {
      try (Statement statement = connection.createStatement()) {
        for (String step : CREATE) {
          statement.execute(step);
        }
      }
    }
  }

  private static int version(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("PRAGMA user_version")) {
      return row.next() ? row.getInt(1) : 0;
    }
  }
}
