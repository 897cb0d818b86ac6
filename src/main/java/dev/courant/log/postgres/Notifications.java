package dev.courant.log.postgres;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;

/**
 * Hints by LISTEN and NOTIFY (PostgreSQL manual, "NOTIFY"), on two connections that nothing else is
 * done on: a NOTIFY within a transaction would have all commits of the server wait for each other.
 * One that is lost is opened again at the next occasion.
 */
final class Notifications implements Hints {
  private static final System.Logger LOG = System.getLogger(Notifications.class.getName());
  private static final long STOP_MILLIS = 2_000;

  /** Nobody who misses a hint misses an event: it needs not be on the disk. */
  private static final String SET_UP = "SET synchronous_commit = off";

  private final DataSource source;
  private final String channel;
  private final Thread teller;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();

  // Guarded by lock.
  private long toTell;
  private boolean hasToTell;
  private boolean closed;

  /** Touched by the thread that waits only. */
  private @Nullable Connection listening;

  /**
   * Hints among those who use the same schema.
   *
   * @param source makes connections that are no pool's
   * @param channel the name of the channel, an SQL identifier
   * @param threads makes the thread that tells
   */
  Notifications(DataSource source, String channel, ThreadFactory threads) {
    this.source = source;
    this.channel = channel;
    this.teller = threads.newThread(this::tell);
    teller.start();
  }

  @Override
  public void await(long knownHead, Duration atMost) {
    try {
      if (listening == null) {
        listening = open("LISTEN " + channel);
        // What was told before that nobody will tell again.
        return;
      }
      PGConnection connection = listening.unwrap(PGConnection.class);
      long end = System.nanoTime() + atMost.toNanos();
      boolean isNew = false;
      for (long rest = atMost.toMillis(); !isNew && rest > 0 && !isClosed(); ) {
        isNew = isNewer(connection.getNotifications((int) rest), knownHead);
        rest = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
      }
    } catch (SQLException e) {
      LOG.log(System.Logger.Level.DEBUG, "No hints for the time being", e);
      listening = closed(listening);
      pause(atMost);
    }
  }

  @Override
  public void tell(long head) {
    lock.lock();
    try {
      // Not the highest: after a restore numbers begin again further below.
      toTell = head;
      hasToTell = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
    try {
      teller.join(STOP_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void stopWaiting() {
    listening = closed(listening);
  }

  private static boolean isNewer(PGNotification @Nullable [] notifications, long knownHead) {
    if (notifications == null) {
      return false;
    }
    for (PGNotification notification : notifications) {
      if (isNewer(notification.getParameter(), knownHead)) {
        return true;
      }
    }
    return false;
  }

  /** Anybody in the database may say anything on the channel: that costs a look, and no more. */
  private static boolean isNewer(String number, long known) {
    try {
      return Long.parseLong(number) > known;
    } catch (NumberFormatException notOurs) {
      return true;
    }
  }

  private void tell() {
    Connection connection = null;
    while (awaitSomething()) {
      long head = next();
      try {
        if (connection == null) {
          connection = open(SET_UP);
        }
        try (Statement statement = connection.createStatement()) {
          statement.execute("NOTIFY %s, '%d'".formatted(channel, head));
        }
      } catch (SQLException e) {
        LOG.log(System.Logger.Level.DEBUG, "No hint is given to others this time", e);
        connection = closed(connection);
      }
    }
    closed(connection);
  }

  private boolean awaitSomething() {
    lock.lock();
    try {
      while (!hasToTell && !closed) {
        changed.awaitUninterruptibly();
      }
      return !closed;
    } finally {
      lock.unlock();
    }
  }

  private long next() {
    lock.lock();
    try {
      hasToTell = false;
      return toTell;
    } finally {
      lock.unlock();
    }
  }

  private boolean isClosed() {
    lock.lock();
    try {
      return closed;
    } finally {
      lock.unlock();
    }
  }

  private void pause(Duration atMost) {
    lock.lock();
    try {
      long rest = atMost.toNanos();
      while (!closed && rest > 0) {
        rest = changed.awaitNanos(rest);
      }
    } catch (InterruptedException notTheWayToEndThis) {
      return;
    } finally {
      lock.unlock();
    }
  }

  private Connection open(String first) throws SQLException {
    Connection connection = source.getConnection();
    try (Statement statement = connection.createStatement()) {
      statement.execute(first);
      return connection;
    } catch (SQLException e) {
      closed(connection);
      throw e;
    }
  }

  private static @Nullable Connection closed(@Nullable Connection connection) {
    try {
      if (connection != null) {
        connection.close();
      }
    } catch (SQLException broken) {
      LOG.log(System.Logger.Level.TRACE, "A connection was broken already", broken);
    }
    return null;
  }
}
