package dev.courant.log.sqlite;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.courant.event.Event;
import dev.courant.event.IdempotencyKey;
import dev.courant.event.Publication;
import dev.courant.log.Epochs;
import dev.courant.log.Page;
import dev.courant.log.Retention;
import dev.courant.log.sql.State;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** What a store should hold, kept in lists. Nothing here knows how the store does it. */
final class StoreModel {
  private record Kept(Event event, long size) {}

  private record Use(Publication publication, String id, long timeMillis) {}

  private final Retention retention;
  private final List<Kept> kept = new ArrayList<>();
  private final Map<IdempotencyKey, Use> uses = new HashMap<>();
  private Epochs epochs;
  private long head;
  private long floor;

  StoreModel(Retention retention, String epoch) {
    this.retention = retention;
    this.epochs = Epochs.startingWith(epoch);
  }

  /** What becomes of each: the id and whether it is a repeat, or nothing where it is refused. */
  List<Optional<String>> append(List<Publication> publications, long now) {
    List<Optional<String>> results = new ArrayList<>();
    publications.forEach(publication -> results.add(append(publication, now)));
    return results;
  }

  private Optional<String> append(Publication publication, long now) {
    Optional<Use> use =
        publication
            .key()
            .map(uses::get)
            .filter(u -> now - u.timeMillis() < retention.keyWindow().toMillis());
    if (use.isPresent()) {
      return use.get().publication().equals(publication)
          ? Optional.of(use.get().id() + " again")
          : Optional.empty();
    }
    head++;
    Event event = new Event(epochs.position(head), now, withoutKey(publication));
    kept.add(new Kept(event, sizeOf(publication)));
    publication.key().ifPresent(key -> uses.put(key, new Use(publication, event.id(), now)));
    return Optional.of(event.id());
  }

  /** Removes all that is to be removed. */
  void sweep(long now) {
    kept.removeIf(k -> k.event().isExpiredAt(now));
    while (!kept.isEmpty() && exceeds(kept.get(0).event(), now)) {
      floor = kept.remove(0).event().offset();
    }
  }

  private boolean exceeds(Event oldest, long now) {
    return kept.size() > retention.maxEvents()
        || sizeBytes() > retention.maxBytes()
        || now - oldest.timeMillis() > retention.maxAge().toMillis();
  }

  void restore(String newEpoch) {
    epochs = epochs.followedBy(newEpoch, head + 1);
  }

  Page read(long after, int maxBytes, long now) {
    List<Event> page = new ArrayList<>();
    long upTo = head;
    long room = maxBytes;
    for (Kept k : kept) {
      if (k.event().offset() > after) {
        if (room <= 0 && !page.isEmpty()) {
          upTo = page.get(page.size() - 1).offset();
          break;
        }
        page.add(k.event());
        room -= k.event().weightBytes();
      }
    }
    page.removeIf(event -> event.isExpiredAt(now));
    return new Page(page, upTo, floor);
  }

  OptionalLong offsetOf(String id, long after) {
    return kept.stream()
        .map(Kept::event)
        .filter(event -> event.offset() > after)
        .filter(event -> event.publication().id().equals(Optional.of(id)))
        .mapToLong(Event::offset)
        .findFirst();
  }

  State state() {
    return new State(head, floor, kept.size(), sizeBytes());
  }

  Epochs epochs() {
    return epochs;
  }

  private long sizeBytes() {
    return kept.stream().mapToLong(Kept::size).sum();
  }

  private static long sizeOf(Publication publication) {
    int topics =
        publication.topics().stream().mapToInt(topic -> topic.name().length() + 1).sum() - 1;
    return 48L + topics + publication.data().getBytes(UTF_8).length;
  }

  private static Publication withoutKey(Publication publication) {
    return new Publication(
        publication.topics(),
        publication.data(),
        publication.type(),
        publication.id(),
        publication.retry(),
        publication.isPrivate(),
        publication.ttl(),
        Optional.empty());
  }
}
