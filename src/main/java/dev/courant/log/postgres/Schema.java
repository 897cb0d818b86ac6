package dev.courant.log.postgres;

import dev.courant.log.sql.UnusableStoreException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * The tables, and their version. A later version adds a list of steps behind those that are here;
 * what was released is never changed. Nodes that start together come in one after the other.
 *
 * <p>They lie in the first schema of the connection's search path, which is the application's own:
 * two applications in one database have two schemas. Topics are joined by LF, which no topic can
 * have. Data is {@code bytea}, since text has no NUL here. The row of {@code state} changes with
 * each commit: room in its page keeps these changes in place.
 */
final class Schema {
  /** Names the lock, beside the schema's own number: "COUR" in ASCII. */
  private static final int LOCK = 0x434F5552;

  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final Duration ASK_AGAIN = Duration.ofMillis(200);

  /** The steps from each version to the next; the first begins with nothing. */
  private static final List<List<String>> STEPS =
      List.of(
          List.of(
              """
              CREATE TABLE event (
                log_offset BIGINT PRIMARY KEY,
                time_ms BIGINT NOT NULL,
                expires_ms BIGINT,
                topics TEXT NOT NULL,
                id TEXT,
                type TEXT,
                retry_ms BIGINT,
                private SMALLINT NOT NULL,
                data BYTEA NOT NULL,
                size_bytes BIGINT NOT NULL)
              """,
              "CREATE INDEX event_by_id ON event (id, log_offset) WHERE id IS NOT NULL",
              "CREATE INDEX event_by_expiry ON event (expires_ms) WHERE expires_ms IS NOT NULL",
              """
              CREATE TABLE epoch (
                place BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
                first_offset BIGINT NOT NULL,
                name TEXT NOT NULL UNIQUE)
              """,
              """
              CREATE TABLE publication_key (
                subject TEXT NOT NULL,
                name TEXT NOT NULL,
                fingerprint TEXT NOT NULL,
                event_id TEXT NOT NULL,
                time_ms BIGINT NOT NULL,
                PRIMARY KEY (subject, name))
              """,
              "CREATE INDEX publication_key_by_time ON publication_key (time_ms)",
              """
              CREATE TABLE state (
                head BIGINT NOT NULL,
                floor BIGINT NOT NULL,
                events BIGINT NOT NULL,
                size_bytes BIGINT NOT NULL,
                epoch TEXT NOT NULL,
                system_id TEXT NOT NULL,
                timeline TEXT NOT NULL)
                WITH (fillfactor = 10)
              """,
              """
              CREATE TABLE shared_text (
                name TEXT PRIMARY KEY,
                version BIGINT NOT NULL,
                content TEXT NOT NULL)
              """,
              """
              INSERT INTO state (head, floor, events, size_bytes, epoch, system_id, timeline)
              VALUES (0, 0, 0, 0, '', '', '')
              """));

  /** The version that this program makes and reads. */
  static final int VERSION = STEPS.size();

  private Schema() {}

  /**
   * Makes the tables where there are none, and brings those of an earlier version up to date. In a
   * transaction of the caller's, who commits.
   *
   * @throws UnusableStoreException when a later version has made them
   */
  static void prepare(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      awaitTurn(statement);
      statement.execute("CREATE TABLE IF NOT EXISTS courant_schema (version INT NOT NULL)");
      int version = version(statement);
      if (version > VERSION) {
        throw new UnusableStoreException(
            "The tables in the database were made by a later version of Courant (schema %d, this one knows %d): start"
                    .formatted(version, VERSION)
                + " that version again, on all nodes");
      }
      for (List<String> step : STEPS.subList(version, VERSION)) {
        for (String sql : step) {
          statement.execute(sql);
        }
      }
      statement.execute("DELETE FROM courant_schema");
      statement.execute("INSERT INTO courant_schema (version) VALUES (%d)".formatted(VERSION));
    }
  }

  /** Asks again and again: a node that takes a long history over may keep others waiting. */
  private static void awaitTurn(Statement statement) throws SQLException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!isOurTurn(statement)) {
      if (System.nanoTime() > end) {
        throw new SQLException("another node makes tables and does not come to an end");
      }
      LockSupport.parkNanos(ASK_AGAIN.toNanos());
    }
  }

  private static boolean isOurTurn(Statement statement) throws SQLException {
    try (ResultSet row =
        statement.executeQuery(
            "SELECT pg_try_advisory_xact_lock(%d, current_schema()::regnamespace::oid::int)"
                .formatted(LOCK))) {
      return row.next() && row.getBoolean(1);
    }
  }

  private static int version(Statement statement) throws SQLException {
    try (ResultSet row = statement.executeQuery("SELECT version FROM courant_schema")) {
      return row.next() ? row.getInt(1) : 0;
    }
  }
}
