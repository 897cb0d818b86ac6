package dev.courant.log.sql;

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
import java.util.Optional;

/** Idempotency keys to rows and back. */
final class KeyRows {
  private KeyRows() {}

  /**
   * The receipt for what was stored under the publication's key.
   *
   * @throws RefusedException ({@link Refusal#KEY_REUSED}) when that was something else
   */
  static Optional<Receipt> find(Connection connection, Publication publication, long since)
      throws SQLException {
    if (publication.key().isEmpty()) {
      return Optional.empty();
    }
    IdempotencyKey key = publication.key().get();
    try (PreparedStatement select =
        connection.prepareStatement(
            "SELECT fingerprint, event_id FROM publication_key"
                + " WHERE subject = ? AND name = ? AND time_ms > ?")) {
      select.setString(1, key.subject());
      select.setString(2, key.name());
      select.setLong(3, since);
      try (ResultSet row = select.executeQuery()) {
        return row.next() ? Optional.of(receipt(row, publication)) : Optional.empty();
      }
    }
  }

  /** Remembers what was stored under a key; one that is older than the window gives way. */
  static void remember(
      Connection connection, Publication publication, String eventId, long timeMillis)
      throws SQLException {
    if (publication.key().isEmpty()) {
      return;
    }
    IdempotencyKey key = publication.key().get();
    try (PreparedStatement insert =
        connection.prepareStatement(
            "INSERT INTO publication_key (subject, name, fingerprint, event_id, time_ms)"
                + " VALUES (?, ?, ?, ?, ?) ON CONFLICT (subject, name) DO UPDATE SET"
                + " fingerprint = excluded.fingerprint, event_id = excluded.event_id,"
                + " time_ms = excluded.time_ms")) {
      insert.setString(1, key.subject());
      insert.setString(2, key.name());
      insert.setString(3, Fingerprint.of(publication));
      insert.setString(4, eventId);
      insert.setLong(5, timeMillis);
      insert.executeUpdate();
    }
  }

  /** Forgets keys of that time or earlier, at most so many. */
  static int forget(Connection connection, long upToMillis, int max) throws SQLException {
    try (PreparedStatement delete =
        connection.prepareStatement(
            "DELETE FROM publication_key WHERE (subject, name) IN"
                + " (SELECT subject, name FROM publication_key WHERE time_ms <= ? LIMIT ?)")) {
      delete.setLong(1, upToMillis);
      delete.setInt(2, max);
      return delete.executeUpdate();
    }
  }

  private static Receipt receipt(ResultSet row, Publication publication) throws SQLException {
    if (!row.getString(1).equals(Fingerprint.of(publication))) {
      throw new RefusedException(
          Refusal.KEY_REUSED, "This idempotency key was used for another publication");
    }
    return new Receipt(row.getString(2), true);
  }
}
