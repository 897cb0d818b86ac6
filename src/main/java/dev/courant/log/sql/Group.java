package dev.courant.log.sql;

import dev.courant.event.Event;
import dev.courant.event.Publication;
import dev.courant.event.Receipt;
import dev.courant.event.RefusedException;
import dev.courant.log.Epochs;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a group of publications comes to that is stored within a transaction of the caller's.
 *
 * @param after the state afterwards, which is stored
 * @param results what has become of each publication, in that order
 */
public record Group(State after, List<Stored> results) {
  /**
   * Stores publications.
   *
   * @param before the state that nobody else can change meanwhile
   * @param epochs the epochs that the new offsets belong to
   * @param keyWindowMillis for how long a key is known
   */
  public static Group store(
      List<Publication> publications,
      Connection connection,
      State before,
      Epochs epochs,
      long keyWindowMillis,
      long nowMillis)
      throws SQLException {
    KnownKeys keys = KnownKeys.of(publications, connection, nowMillis - keyWindowMillis);
    List<Stored> results = new ArrayList<>(publications.size());
    State after = before;
    try (PreparedStatement insert = connection.prepareStatement(EventRows.INSERT)) {
      for (Publication publication : publications) {
        Stored result = place(publication, keys, epochs, after.head() + 1, nowMillis);
        results.add(result);
        if (result instanceof Stored.New stored) {
          after = after.plusEvent(EventRows.bind(insert, stored.event()));
          insert.addBatch();
        }
      }
      if (after.head() != before.head()) {
        insert.executeBatch();
        keys.store(connection, nowMillis);
      }
    }
    after.store(connection);
    return new Group(after, results);
  }

  private static Stored place(
      Publication publication, KnownKeys keys, Epochs epochs, long offset, long nowMillis) {
    try {
      Optional<Receipt> known = keys.find(publication);
      if (known.isPresent()) {
        return new Stored.Known(known.get());
      }
    } catch (RefusedException reused) {
      return new Stored.Refused(reused);
    }
    Event event = new Event(epochs.position(offset), nowMillis, publication);
    keys.remember(publication, event.id());
    return new Stored.New(event);
  }
}
