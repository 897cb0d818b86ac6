package dev.courant.log.sqlite;

import dev.courant.event.Event;
import dev.courant.log.Epochs;
import dev.courant.log.Page;
import dev.courant.log.UnreadableLogException;
import dev.courant.log.sql.EventRows;
import dev.courant.log.sql.State;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;

/** The reading side of the database: a few connections, taken in turn. Any thread may call it. */
final class Readers implements AutoCloseable {
  /** One for each thread that catches up, and some for looking up cursors. */
  private static final int MAX_CONNECTIONS = 8;

  /** How many rows are asked for at a time; memory ends most pages earlier. */
  private static final int PAGE_MAX_ROWS = 4096;

  private interface Query<T> {
    T run(Connection connection) throws SQLException;
  }

  private final SqliteDatabase database;
  private final Semaphore places = new Semaphore(MAX_CONNECTIONS);
  private final Queue<Connection> idle = new ConcurrentLinkedQueue<>();
  private volatile boolean closed;

  Readers(SqliteDatabase database) {
    this.database = database;
  }

  /** Reads what is kept behind an offset, with the floor and the head of the same moment. */
  Page page(long after, int maxBytes, Epochs epochs, long nowMillis) {
    return query(
        connection -> {
          State state = State.load(connection);
          try (PreparedStatement select = connection.prepareStatement(EventRows.SELECT_AFTER)) {
            select.setLong(1, after);
            select.setInt(2, PAGE_MAX_ROWS);
            try (ResultSet rows = select.executeQuery()) {
              List<Event> events = EventRows.read(rows, epochs, maxBytes);
              // Only a page that was not cut off reaches to the head: rows may be missing there.
              boolean isLast = events.size() < PAGE_MAX_ROWS && !rows.next();
              long upTo = isLast ? state.head() : events.get(events.size() - 1).offset();
              List<Event> current = events.stream().filter(e -> !e.isExpiredAt(nowMillis)).toList();
              return new Page(current, upTo, state.floor());
            }
          }
        });
  }

  OptionalLong offsetOf(String publisherId, long after) {
    return query(connection -> EventRows.offsetOf(connection, publisherId, after));
  }

  /** Queries that are under way keep their connections until they are done. */
  @Override
  public void close() {
    closed = true;
    closeIdle();
  }

  /** Lets go of the connections that nobody uses just now. */
  void closeIdle() {
    for (Connection connection = idle.poll(); connection != null; connection = idle.poll()) {
      closeQuietly(connection);
    }
  }

  private <T> T query(Query<T> query) {
    places.acquireUninterruptibly();
    try {
      return queryAndReturn(take(), query);
    } catch (SQLException e) {
      throw new UnreadableLogException("The log cannot be read: " + e.getMessage(), e);
    } finally {
      places.release();
    }
  }

  /** A connection that has failed is not used again. */
  private <T> T queryAndReturn(Connection connection, Query<T> query) throws SQLException {
    try {
      T result = query.run(connection);
      connection.commit();
      giveBack(connection);
      return result;
    } catch (SQLException | RuntimeException e) {
      closeQuietly(connection);
      throw e;
    }
  }

  /** Looks whether it is closed when the connection can be found: so none stays open. */
  private void giveBack(Connection connection) {
    idle.add(connection);
    if (closed) {
      closeIdle();
    }
  }

  private Connection take() throws SQLException {
    Connection connection = idle.poll();
    if (connection == null) {
      connection = database.openForReading();
      // One transaction for each query: all of it sees the same moment.
      connection.setAutoCommit(false);
    }
    return connection;
  }

  private static void closeQuietly(Connection connection) {
    try {
      connection.close();
    } catch (SQLException nothingToBeDone) {
      return;
    }
  }
}
