package dev.courant.log.sql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collections;

/** Moves a whole history from one database to another: positions, epochs and keys stay. */
public final class Takeover {
  private static final int BATCH_ROWS = 500;
  private static final long BATCH_BYTES = 4 * 1024 * 1024;

  private Takeover() {}

  /**
   * Copies everything; the tables that it goes to are empty.
   *
   * @param to in a transaction of the caller's
   * @return how many events those were
   */
  public static long copy(Connection from, Connection to) throws SQLException {
    copy(from, to, "epoch", "first_offset, name", "rowid");
    copy(from, to, "publication_key", "subject, name, fingerprint, event_id, time_ms", "time_ms");
    State.load(from).store(to);
    return copy(from, to, "event", EventRows.COLUMNS + ", size_bytes", "log_offset");
  }

  private static long copy(
      Connection from, Connection to, String table, String columns, String order)
      throws SQLException {
    int count = columns.split(",").length;
    String places = String.join(", ", Collections.nCopies(count, "?"));
    long copied = 0;
    long bytes = 0;
    try (Statement select = from.createStatement();
        ResultSet rows =
            select.executeQuery("SELECT %s FROM %s ORDER BY %s".formatted(columns, table, order));
        PreparedStatement insert =
            to.prepareStatement(
                "INSERT INTO %s (%s) VALUES (%s)".formatted(table, columns, places))) {
      while (rows.next()) {
        for (int i = 1; i <= count; i++) {
          Object value = rows.getObject(i);
          insert.setObject(i, value);
          bytes += value instanceof byte[] data ? data.length : 0;
        }
        insert.addBatch();
        copied++;
        if (copied % BATCH_ROWS == 0 || bytes > BATCH_BYTES) {
          insert.executeBatch();
          bytes = 0;
        }
      }
      insert.executeBatch();
      return copied;
    }
  }
}
