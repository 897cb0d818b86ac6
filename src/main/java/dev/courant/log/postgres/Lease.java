package dev.courant.log.postgres;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;

/**
 * A connection for one transaction, which is the same whatever the connection was used for before;
 * it is given back as it came. Not thread-safe.
 */
final class Lease implements AutoCloseable {
  /** For how long somebody who holds a lock is waited for. */
  private static final Duration LOCK_PATIENCE = Duration.ofSeconds(8);

  /**
   * How long a node may hold a lock and do nothing: one that stands still would have all others
   * wait for it.
   */
  private static final Duration IDLE_PATIENCE = Duration.ofSeconds(5);

  /** A commit is on the disk when it returns, also where the server's default is another. */
  private static final String BEGIN =
      """
      SET TRANSACTION ISOLATION LEVEL READ COMMITTED, READ WRITE;
      SET LOCAL lock_timeout = %d;
      SET LOCAL idle_in_transaction_session_timeout = %d;
      SELECT set_config('synchronous_commit', 'on', true) WHERE current_setting('synchronous_commit') = 'off'
      """
          .formatted(LOCK_PATIENCE.toMillis(), IDLE_PATIENCE.toMillis());

  /** Not NULL, which is what an empty search path has for a schema. */
  private static final String SCHEMA = "SELECT coalesce(quote_ident(current_schema()), '')";

  private static final int FOR_EVER = 0;

  private final Database database;
  private final Connection connection;
  private final boolean wasAutoCommit;
  private final boolean isTimeoutOurs;

  /** Takes a connection, with no transaction under way. */
  Lease(Database database) throws SQLException {
    this.database = database;
    this.connection = database.source().getConnection();
    try {
      this.wasAutoCommit = connection.getAutoCommit();
      if (wasAutoCommit) {
        connection.setAutoCommit(false);
      } else {
        // Whoever had it before, or looked whether it lives, may have begun one.
        connection.rollback();
      }
      this.isTimeoutOurs = database.isBorrowed() && setTimeout(FOR_EVER, Database.ANSWER_MILLIS);
    } catch (SQLException | RuntimeException | Error e) {
      close(connection, e);
      throw e;
    }
  }

  Connection connection() {
    return connection;
  }

  /** Begins the transaction. */
  void begin() throws SQLException {
    Optional<String> schema = database.schema();
    try (Statement statement = connection.createStatement()) {
      statement.execute(BEGIN + schema.map("; SET LOCAL search_path = "::concat).orElse(""));
      if (database.isBorrowed() && schema.isEmpty()) {
        try (ResultSet row = statement.executeQuery(SCHEMA)) {
          row.next();
          database.noteSchema(row.getString(1));
        }
      }
    }
  }

  @Override
  public void close() throws SQLException {
    try (connection) {
      if (isTimeoutOurs) {
        boolean unused = setTimeout(Database.ANSWER_MILLIS, FOR_EVER);
      }
      if (wasAutoCommit) {
        restoreAutoCommit();
      }
    }
  }

  private void restoreAutoCommit() {
    try {
      connection.setAutoCommit(true);
    } catch (SQLException broken) {
      return;
    }
  }

  /** Where that is what it is now; drivers and pools need not be able to. */
  private boolean setTimeout(int before, int millis) {
    try {
      if (connection.getNetworkTimeout() != before) {
        return false;
      }
      connection.setNetworkTimeout(Runnable::run, millis);
      return true;
    } catch (SQLException | UnsupportedOperationException | AbstractMethodError notHere) {
      return false;
    }
  }

  private static void close(Connection connection, Throwable why) {
    try {
      connection.close();
    } catch (SQLException e) {
      why.addSuppressed(e);
    }
  }
}
