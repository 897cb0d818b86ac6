package dev.courant.log.sql;

import static java.util.Objects.requireNonNull;

import dev.courant.event.IdempotencyKey;
import dev.courant.event.Publication;
import dev.courant.event.Receipt;
import dev.courant.event.Refusal;
import dev.courant.event.RefusedException;
import dev.courant.log.Fingerprint;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The idempotency keys of a group of publications: those that the database knows, and those that
 * the group adds. A few statements for a group, however many keys it has: somebody else may wait
 * for the end of its transaction. Not thread-safe.
 */
public final class KnownKeys {
  /** How many keys are looked up by one statement. */
  private static final int LOOKED_UP_TOGETHER = 100;

  /** What was stored under a key. */
  private record Entry(String fingerprint, String eventId) {}

  private final Map<IdempotencyKey, Entry> entries = new HashMap<>();
  private final Map<IdempotencyKey, Entry> added = new LinkedHashMap<>();

  private KnownKeys() {}

  /**
   * Looks the keys of a group up.
   *
   * @param since keys of that time or earlier, in milliseconds since 1970, are not known any more
   */
  public static KnownKeys of(List<Publication> group, Connection connection, long since)
      throws SQLException {
    KnownKeys known = new KnownKeys();
    List<IdempotencyKey> keys = group.stream().flatMap(p -> p.key().stream()).distinct().toList();
    for (int from = 0; from < keys.size(); from += LOOKED_UP_TOGETHER) {
      int to = Math.min(from + LOOKED_UP_TOGETHER, keys.size());
      known.load(keys.subList(from, to), connection, since);
    }
    return known;
  }

  /**
   * The receipt for what was stored under the publication's key.
   *
   * @throws RefusedException ({@link Refusal#KEY_REUSED}) when that was something else
   */
  public Optional<Receipt> find(Publication publication) {
    Optional<Entry> entry = publication.key().map(entries::get);
    if (entry.isPresent() && !entry.get().fingerprint().equals(Fingerprint.of(publication))) {
      throw new RefusedException(
          Refusal.KEY_REUSED, "This idempotency key was used for another publication");
    }
    return entry.map(known -> new Receipt(known.eventId(), true));
  }

  /** Remembers what is going to be stored under a key. */
  void remember(Publication publication, String eventId) {
    if (publication.key().isPresent()) {
      Entry entry = new Entry(Fingerprint.of(publication), eventId);
      entries.put(publication.key().get(), entry);
      added.put(publication.key().get(), entry);
    }
  }

  /** Stores what is remembered; a key that is older than the window gives way. */
  void store(Connection connection, long timeMillis) throws SQLException {
    if (added.isEmpty()) {
      return;
    }
    try (PreparedStatement insert =
        connection.prepareStatement(
            "INSERT INTO publication_key (subject, name, fingerprint, event_id, time_ms)"
                + " VALUES (?, ?, ?, ?, ?) ON CONFLICT (subject, name) DO UPDATE SET"
                + " fingerprint = excluded.fingerprint, event_id = excluded.event_id,"
                + " time_ms = excluded.time_ms")) {
      for (Map.Entry<IdempotencyKey, Entry> one : added.entrySet()) {
        insert.setString(1, one.getKey().subject());
        insert.setString(2, one.getKey().name());
        insert.setString(3, one.getValue().fingerprint());
        insert.setString(4, one.getValue().eventId());
        insert.setLong(5, timeMillis);
        insert.addBatch();
      }
      insert.executeBatch();
    }
  }

  private void load(List<IdempotencyKey> keys, Connection connection, long since)
      throws SQLException {
    String places = String.join(", ", Collections.nCopies(keys.size(), "(?, ?)"));
    try (PreparedStatement select =
        connection.prepareStatement(
            "SELECT subject, name, fingerprint, event_id FROM publication_key"
                + " WHERE (subject, name) IN (VALUES "
                + places
                + ") AND time_ms > ?")) {
      int index = 1;
      for (IdempotencyKey key : keys) {
        select.setString(index++, key.subject());
        select.setString(index++, key.name());
      }
      select.setLong(index, since);
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          entries.put(
              new IdempotencyKey(
                  requireNonNull(row.getString(1)), requireNonNull(row.getString(2))),
              new Entry(row.getString(3), row.getString(4)));
        }
      }
    }
  }
}
