package dev.courant.log.postgres;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import javax.sql.DataSource;

/**
 * Does things to the database in one transaction. One that has failed before its commit was asked
 * for has done nothing, and is tried once more when it was the connection that failed: a server
 * that was restarted, or a session that was ended, leaves dead connections in the pool.
 */
final class Transactions {
  /** Something to do; may be done twice. */
  interface Work<T> {
    T run(Connection connection) throws SQLException;
  }

  /** For how long somebody who holds a lock is waited for. */
  private static final Duration LOCK_PATIENCE = Duration.ofSeconds(8);

  /**
   * How long a node may hold a lock and do nothing: one that stands still would have all others
   * wait for it.
   */
  private static final Duration IDLE_PATIENCE = Duration.ofSeconds(5);

  private static final String BEGIN =
      "SET LOCAL lock_timeout = %d; SET LOCAL idle_in_transaction_session_timeout = %d"
          .formatted(LOCK_PATIENCE.toMillis(), IDLE_PATIENCE.toMillis());

  private static final String CONNECTION_FAILED = "08";
  private static final String SERVER_GOES_DOWN = "57P";

  private final DataSource source;

  Transactions(DataSource source) {
    this.source = source;
  }

  /** Does it; when this returns it is committed. */
  <T> T run(Work<T> work) throws SQLException {
    Attempt<T> first = new Attempt<>(work);
    try {
      return first.run();
    } catch (SQLException e) {
      if (first.isCommitting || !isOfConnection(e)) {
        throw e;
      }
      return again(work, e);
    }
  }

  private <T> T again(Work<T> work, SQLException before) throws SQLException {
    try {
      return new Attempt<>(work).run();
    } catch (SQLException e) {
      e.addSuppressed(before);
      throw e;
    }
  }

  /** One try. */
  private final class Attempt<T> {
    private final Work<T> work;
    private boolean isCommitting;

    private Attempt(Work<T> work) {
      this.work = work;
    }

    private T run() throws SQLException {
      try (Connection connection = source.getConnection()) {
        connection.setAutoCommit(false);
        try {
          begin(connection);
          T result = work.run(connection);
          isCommitting = true;
          connection.commit();
          return result;
        } catch (SQLException | RuntimeException | Error e) {
          rollBack(connection, e);
          throw e;
        } finally {
          restore(connection);
        }
      }
    }

    private void begin(Connection connection) throws SQLException {
      try (Statement statement = connection.createStatement()) {
        statement.execute(BEGIN);
      }
    }

    private void rollBack(Connection connection, Throwable why) {
      try {
        connection.rollback();
      } catch (SQLException broken) {
        why.addSuppressed(broken);
      }
    }

    /** A pool of the container's may not do that by itself. */
    private void restore(Connection connection) {
      try {
        connection.setAutoCommit(true);
      } catch (SQLException broken) {
        return;
      }
    }
  }

  private static boolean isOfConnection(SQLException e) {
    String state = e.getSQLState();
    return state != null
        && (state.startsWith(CONNECTION_FAILED) || state.startsWith(SERVER_GOES_DOWN));
  }
}
