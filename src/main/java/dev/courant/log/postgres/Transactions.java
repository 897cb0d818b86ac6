package dev.courant.log.postgres;

import java.lang.reflect.UndeclaredThrowableException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Does things to the database in one transaction, or reads. What has failed before its commit was
 * asked for has done nothing, and is tried once more when it was the connection that failed: a
 * server that was restarted, or a session that was ended, leaves dead connections in the pool. Any
 * thread may call it.
 */
public final class Transactions {
  /** Something to do; may be done twice. */
  public interface Work<T> {
    /** Does it. */
    T run(Connection connection) throws SQLException;
  }

  private static final String CONNECTION_FAILED = "08";
  private static final String SERVER_GOES_DOWN = "57P";
  private static final String TOO_MANY = "53300";

  /** Who has waited so long does not wait once more. */
  private static final long AT_ONCE_NANOS = Duration.ofSeconds(1).toNanos();

  /** How long somebody waits for a place among those who use the database at a time. */
  private static final Duration PLACE_PATIENCE = Duration.ofSeconds(2);

  private final Database database;
  private final Optional<Semaphore> places;

  private Transactions(Database database, Optional<Semaphore> places) {
    this.database = database;
    this.places = places;
  }

  /** For whoever reads, or has something small to write: so many at a time. */
  public static Transactions of(Database database) {
    return new Transactions(database, Optional.of(database.places()));
  }

  /**
   * For the two threads that nobody may hold up, since all others depend on them: the one that
   * writes the log, and the one that shows that this node is there. There is a connection for each.
   */
  public static Transactions reserved(Database database) {
    return new Transactions(database, Optional.empty());
  }

  /** Does it in a transaction; when this returns it is committed. */
  public <T> T run(Work<T> work) throws SQLException {
    return inPlace(new Attempt<>(work));
  }

  /**
   * Reads something by one statement. That is its own transaction, unless the connection is
   * somebody else's: nobody knows what that one is set to.
   */
  public <T> T read(Work<T> work) throws SQLException {
    if (database.isBorrowed()) {
      return run(work);
    }
    return inPlace(
        () -> {
          try (Connection connection = database.source().getConnection()) {
            return work.run(connection);
          }
        });
  }

  /** Something that may fail, and be tried again. */
  private interface Try<T> {
    T run() throws SQLException;

    /** Whether what was tried has done nothing, if it has failed. */
    default boolean hasDoneNothing() {
      return true;
    }
  }

  private <T> T inPlace(Try<T> attempt) throws SQLException {
    if (places.isEmpty()) {
      return twice(attempt);
    }
    if (!isTaken(places.get())) {
      throw new SQLTransientConnectionException("too many use the database at the same time");
    }
    try {
      return twice(attempt);
    } finally {
      places.get().release();
    }
  }

  private static boolean isTaken(Semaphore places) {
    try {
      return places.tryAcquire(PLACE_PATIENCE.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private <T> T twice(Try<T> attempt) throws SQLException {
    long start = System.nanoTime();
    try {
      return declared(attempt);
    } catch (SQLException e) {
      if (!attempt.hasDoneNothing()
          || !isOfConnection(e)
          || System.nanoTime() - start > AT_ONCE_NANOS) {
        throw e;
      }
      database.doubtConnections();
      return again(attempt, e);
    }
  }

  private static <T> T again(Try<T> attempt, SQLException before) throws SQLException {
    try {
      return declared(attempt);
    } catch (SQLException e) {
      e.addSuppressed(before);
      throw e;
    }
  }

  /** A pool may hide what its driver has said: Payara's statements throw it as undeclared. */
  private static <T> T declared(Try<T> attempt) throws SQLException {
    try {
      return attempt.run();
    } catch (UndeclaredThrowableException e) {
      for (Throwable cause = e.getCause(); cause != null; cause = cause.getCause()) {
        if (cause instanceof SQLException said) {
          throw said;
        }
      }
      throw e;
    }
  }

  /** Whether it was the way to the server that failed, or the server that goes down or comes up. */
  static boolean isOfConnection(SQLException e) {
    String state = e.getSQLState();
    return e instanceof SQLTransientConnectionException
        || (state != null
            && (state.startsWith(CONNECTION_FAILED)
                || state.startsWith(SERVER_GOES_DOWN)
                || state.equals(TOO_MANY)));
  }

  /** A transaction. */
  private final class Attempt<T> implements Try<T> {
    private final Work<T> work;
    private boolean isCommitting;

    private Attempt(Work<T> work) {
      this.work = work;
    }

    @Override
    public boolean hasDoneNothing() {
      return !isCommitting;
    }

    @Override
    public T run() throws SQLException {
      try (Lease lease = new Lease(database)) {
        try {
          lease.begin();
          T result = work.run(lease.connection());
          isCommitting = true;
          lease.connection().commit();
          return result;
        } catch (SQLException | RuntimeException | Error e) {
          rollBack(lease.connection(), e);
          throw e;
        }
      }
    }

    private void rollBack(Connection connection, Throwable why) {
      try {
        connection.rollback();
      } catch (SQLException broken) {
        why.addSuppressed(broken);
      }
    }
  }
}
