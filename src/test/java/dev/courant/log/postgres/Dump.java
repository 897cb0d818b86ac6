package dev.courant.log.postgres;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.List;
import org.postgresql.PGConnection;

/** What {@code pg_dump} takes out of one database, put into another one as {@code psql} does it. */
public final class Dump {
  private static final List<String> TABLES = List.of("epoch", "event", "publication_key", "state");

  private Dump() {}

  /** Copies the rows of the log's tables, which both have; those that were there go away. */
  public static void copy(String from, String to) throws Exception {
    try (Connection source = DriverManager.getConnection(from);
        Connection target = DriverManager.getConnection(to);
        Statement statement = target.createStatement()) {
      for (String table : TABLES) {
        ByteArrayOutputStream rows = new ByteArrayOutputStream();
        source
            .unwrap(PGConnection.class)
            .getCopyAPI()
            .copyOut("COPY " + table + " TO STDOUT", rows);
        statement.execute("DELETE FROM " + table);
        target
            .unwrap(PGConnection.class)
            .getCopyAPI()
            .copyIn("COPY " + table + " FROM STDIN", new ByteArrayInputStream(rows.toByteArray()));
      }
    }
  }
}
