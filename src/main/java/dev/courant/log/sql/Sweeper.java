package dev.courant.log.sql;

import dev.courant.log.Retention;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * Removes what is not to be kept any longer, in small steps, so that publishers do not wait for it.
 * Called by the writer, inside a transaction.
 */
public final class Sweeper {
  /** The most rows that one step removes: more than come in between two steps. */
  public static final int STEP_ROWS = 5000;

  /**
   * What a step comes to.
   *
   * @param state the state afterwards, which the caller stores
   * @param more whether there may be more to do
   */
  public record Step(State state, boolean more) {}

  private final Retention retention;
  private final Dialect dialect;

  /** A sweeper for what is kept so long. */
  public Sweeper(Retention retention, Dialect dialect) {
    this.retention = retention;
    this.dialect = dialect;
  }

  /** Does one step. */
  public Step step(Connection connection, State state, long nowMillis) throws SQLException {
    int forgotten = forgetKeys(connection, nowMillis - retention.keyWindow().toMillis());
    State left = removeExpired(connection, state, nowMillis);
    // What has expired goes first, all of it: it must not push out what is to be kept.
    if (state.events() - left.events() < STEP_ROWS) {
      left = removeOldest(connection, left, nowMillis);
    }
    return new Step(left, forgotten == STEP_ROWS || !left.equals(state));
  }

  /** Events whose ttl is over go from wherever they stand, and nobody misses them. */
  private State removeExpired(Connection connection, State state, long nowMillis)
      throws SQLException {
    try (PreparedStatement delete = connection.prepareStatement(dialect.deleteExpired())) {
      delete.setLong(1, nowMillis);
      delete.setInt(2, STEP_ROWS);
      State left = state;
      try (ResultSet removed = delete.executeQuery()) {
        while (removed.next()) {
          left = left.minus(1, removed.getLong(1));
        }
      }
      return left;
    }
  }

  private int forgetKeys(Connection connection, long upToMillis) throws SQLException {
    try (PreparedStatement delete = connection.prepareStatement(dialect.deleteKeys())) {
      delete.setLong(1, upToMillis);
      delete.setInt(2, STEP_ROWS);
      return delete.executeUpdate();
    }
  }

  private State removeOldest(Connection connection, State state, long nowMillis)
      throws SQLException {
    State left = state;
    try (PreparedStatement select =
        connection.prepareStatement(
            "SELECT log_offset, time_ms, size_bytes FROM event ORDER BY log_offset LIMIT ?")) {
      select.setInt(1, STEP_ROWS);
      try (ResultSet oldest = select.executeQuery()) {
        while (oldest.next() && exceeds(left, oldest.getLong(2), nowMillis)) {
          left = left.minus(1, oldest.getLong(3)).withFloor(oldest.getLong(1));
        }
      }
    }
    if (left.floor() != state.floor()) {
      try (PreparedStatement delete =
          connection.prepareStatement("DELETE FROM event WHERE log_offset <= ?")) {
        delete.setLong(1, left.floor());
        delete.executeUpdate();
      }
    }
    return left;
  }

  private boolean exceeds(State state, long timeMillis, long nowMillis) {
    return state.events() > retention.maxEvents()
        || state.sizeBytes() > retention.maxBytes()
        || nowMillis - timeMillis > retention.maxAge().toMillis();
  }
}
