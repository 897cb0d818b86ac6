package dev.courant.log.postgres;

import dev.courant.event.Event;
import dev.courant.log.Epochs;
import dev.courant.log.UnreadableLogException;
import dev.courant.log.sql.EventRows;
import dev.courant.log.sql.State;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The reading side of the database. One statement gives a page with the state of the same moment.
 * Any thread may call it.
 */
final class PageQuery {
  /** How many rows are asked for at a time; size ends most pages earlier. */
  private static final int MAX_ROWS = 4096;

  /** What an event weighs in memory is about so many times what its row has of text. */
  private static final int MEMORY_PER_SIZE = 3;

  private static final int FIRST_STATE_COLUMN = 11;

  /** The driver takes in whatever a query gives, so the query itself ends where a page is full. */
  private static final String SELECT =
      """
      SELECT e.*, s.head, s.floor, s.events, s.size_bytes, s.epoch
      FROM state s LEFT JOIN (
        SELECT %1$s, running FROM (
          SELECT %1$s, size_bytes, sum(size_bytes) OVER (ORDER BY log_offset) AS running FROM (
            SELECT %1$s, size_bytes FROM event WHERE log_offset > ? ORDER BY log_offset LIMIT ?) part) summed
        WHERE running - size_bytes < ?) e ON true
      ORDER BY e.log_offset
      """
          .formatted(EventRows.COLUMNS);

  private final Transactions transactions;

  PageQuery(Transactions transactions) {
    this.transactions = transactions;
  }

  /**
   * What is kept behind an offset.
   *
   * @param events in order, those whose ttl is over as well, if they are still there
   * @param upTo the last offset of this part
   * @param state of the same moment
   */
  record Found(List<Event> events, long upTo, State state) {}

  /**
   * Reads what is kept behind an offset.
   *
   * @param maxBytes about how many bytes of memory to fill
   * @param epochs the chain that the node knows
   * @return absent when the database has another chain by now
   * @throws UnreadableLogException when it cannot be read now
   */
  Optional<Found> read(long after, int maxBytes, Epochs epochs) {
    int maxSize = Math.max(1, maxBytes / MEMORY_PER_SIZE);
    return read(
        connection -> {
          try (PreparedStatement select = connection.prepareStatement(SELECT)) {
            select.setLong(1, after);
            select.setInt(2, MAX_ROWS);
            select.setInt(3, maxSize);
            try (ResultSet rows = select.executeQuery()) {
              if (!rows.next()) {
                throw new SQLException("The table state has no row");
              }
              String epoch = rows.getString(FIRST_STATE_COLUMN + 4);
              return epoch.equals(epochs.newest().name())
                  ? Optional.of(found(rows, maxBytes, maxSize, epochs))
                  : Optional.empty();
            }
          }
        });
  }

  /** The offset of the first event with that id of its publisher, behind an offset. */
  OptionalLong offsetOf(String publisherId, long after) {
    return read(connection -> EventRows.offsetOf(connection, publisherId, after));
  }

  /** The chain of epochs as it stands. */
  Epochs epochs() {
    return read(connection -> new Epochs(Chain.load(connection)));
  }

  private <T> T read(Transactions.Work<T> work) {
    try {
      return transactions.read(work);
    } catch (SQLException e) {
      throw new UnreadableLogException("The log cannot be read: " + Reason.of(e), e);
    }
  }

  private static Found found(ResultSet rows, int maxBytes, int maxSize, Epochs epochs)
      throws SQLException {
    State state = State.read(rows, FIRST_STATE_COLUMN);
    List<Event> events = new ArrayList<>();
    long room = maxBytes;
    long size = 0;
    boolean isThere = rows.getObject(1) != null;
    while (isThere && (room > 0 || events.isEmpty())) {
      Event event = EventRows.event(rows, epochs);
      room -= event.weightBytes();
      size = rows.getLong(FIRST_STATE_COLUMN - 1);
      events.add(event);
      isThere = rows.next();
    }
    // Only a page that was not cut off reaches to the head: rows may be missing there.
    boolean isLast = !isThere && events.size() < MAX_ROWS && size < maxSize;
    long upTo = isLast ? state.head() : events.get(events.size() - 1).offset();
    return new Found(events, upTo, state);
  }
}
