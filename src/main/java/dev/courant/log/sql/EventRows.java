package dev.courant.log.sql;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.courant.event.Event;
import dev.courant.event.Publication;
import dev.courant.event.Topic;
import dev.courant.log.Epochs;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Events to rows and back. */
public final class EventRows {
  /** What a row costs beside its text, in bytes, indexes included; for retention by size. */
  private static final int ROW_OVERHEAD_BYTES = 48;

  static final String INSERT =
      """
      INSERT INTO event (log_offset, time_ms, expires_ms, topics, id, type, retry_ms, private, data, size_bytes)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """;

  /** The columns that {@link #event} expects, in that order. */
  public static final String COLUMNS =
      "log_offset, time_ms, expires_ms, topics, id, type, retry_ms, private, data";

  /** Reads in order what stands behind an offset, so many rows at most. */
  public static final String SELECT_AFTER =
      "SELECT " + COLUMNS + " FROM event WHERE log_offset > ? ORDER BY log_offset LIMIT ?";

  /** Finds the first event with an id that stands behind an offset. */
  public static final String SELECT_BY_ID =
      "SELECT min(log_offset) FROM event WHERE id = ? AND log_offset > ?";

  private EventRows() {}

  /**
   * Sets the values of {@link #INSERT}.
   *
   * @return what the event counts, in bytes
   */
  static long bind(PreparedStatement insert, Event event) throws SQLException {
    Publication publication = event.publication();
    byte[] data = publication.data().getBytes(UTF_8);
    String topics = String.join("\n", publication.topics().stream().map(Topic::name).toList());
    long size = ROW_OVERHEAD_BYTES + topics.length() + (long) data.length;
    insert.setLong(1, event.offset());
    insert.setLong(2, event.timeMillis());
    setMillis(insert, 3, publication.ttl(), event.timeMillis());
    insert.setString(4, topics);
    insert.setString(5, publication.id().orElse(null));
    insert.setString(6, publication.type().orElse(null));
    setMillis(insert, 7, publication.retry(), 0);
    insert.setInt(8, publication.isPrivate() ? 1 : 0);
    insert.setBytes(9, data);
    insert.setLong(10, size);
    return size;
  }

  /**
   * Reads rows that {@link #SELECT_AFTER} gives, as many as fill {@code maxBytes} of memory, and at
   * least one.
   */
  public static List<Event> read(ResultSet rows, Epochs epochs, int maxBytes) throws SQLException {
    List<Event> events = new ArrayList<>();
    long room = maxBytes;
    while ((room > 0 || events.isEmpty()) && rows.next()) {
      Event event = event(rows, epochs);
      room -= event.weightBytes();
      events.add(event);
    }
    return events;
  }

  /** The offset of the first event with that id of its publisher, behind an offset. */
  public static OptionalLong offsetOf(Connection connection, String id, long after)
      throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(SELECT_BY_ID)) {
      select.setString(1, id);
      select.setLong(2, after);
      try (ResultSet row = select.executeQuery()) {
        long offset = row.next() ? row.getLong(1) : 0;
        return offset == 0 ? OptionalLong.empty() : OptionalLong.of(offset);
      }
    }
  }

  /** The event of a row that begins with {@link #COLUMNS}. */
  public static Event event(ResultSet row, Epochs epochs) throws SQLException {
    long timeMillis = row.getLong(2);
    Publication publication =
        new Publication(
            Arrays.stream(row.getString(4).split("\n")).map(Topic::new).toList(),
            new String(row.getBytes(9), UTF_8),
            Optional.ofNullable(row.getString(6)),
            Optional.ofNullable(row.getString(5)),
            millis(row, 7, 0),
            row.getInt(8) == 1,
            millis(row, 3, timeMillis),
            Optional.empty());
    return new Event(epochs.position(row.getLong(1)), timeMillis, publication);
  }

  private static void setMillis(
      PreparedStatement statement, int index, Optional<Duration> value, long base)
      throws SQLException {
    if (value.isPresent()) {
      statement.setLong(index, base + value.get().toMillis());
    } else {
      statement.setNull(index, Types.BIGINT);
    }
  }

  private static Optional<Duration> millis(ResultSet row, int index, long base)
      throws SQLException {
    long millis = row.getLong(index);
    return row.wasNull() ? Optional.empty() : Optional.of(Duration.ofMillis(millis - base));
  }
}
