package dev.courant.hub;

import dev.courant.event.Publication;
import dev.courant.log.EventLog;
import dev.courant.log.Retention;
import dev.courant.log.sqlite.SqliteLog;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.LongStream;

/** Thirty events in three epochs, some with ids of their own, one of them private. */
final class EpochHistory {
  /** Where it ends. */
  static final int HEAD = 30;

  /** In each epoch. */
  private static final int EVENTS = 10;

  private EpochHistory() {}

  /** Writes it, and opens it with room for so many. */
  static SqliteLog write(Path directory, long maxEvents) {
    fill(directory, "a", false);
    fill(directory, "b", true);
    fill(directory, "c", true);
    return open(directory, "unused", false, maxEvents);
  }

  private static void fill(Path directory, String epoch, boolean restored) {
    try (EventLog log = open(directory, epoch, restored, 1_000)) {
      long first = log.bounds().head().offset() + 1;
      log.append(
              LongStream.range(first, first + EVENTS).mapToObj(EpochHistory::publication).toList())
          .forEach(CompletableFuture::join);
    }
  }

  private static Publication publication(long offset) {
    Publication.Builder publication = Publication.on("/a").data("" + offset);
    switch ((int) offset) {
      case 3 -> publication.id("gone");
      case 12, 22 -> publication.id("twice");
      case 14 -> publication.id("own");
      case 24 -> publication.id("own again");
      case 25 -> publication.id("secret").alsoOn("/private").asPrivate();
      case 26 -> publication.id("größe");
      default -> {
        // The hub makes its id.
      }
    }
    return publication.build();
  }

  /** Opens it, to go on in another epoch. */
  static SqliteLog open(Path directory, String epoch, boolean restored, long maxEvents) {
    return new SqliteLog(
        directory.resolve("courant.db"),
        new Retention(Duration.ofDays(1), maxEvents, Long.MAX_VALUE, Duration.ofHours(1)),
        epoch,
        restored,
        System::currentTimeMillis,
        (count, nanos) -> {},
        Thread::new);
  }

  /** What anybody may read behind an offset. */
  static List<String> visible(long after) {
    return LongStream.rangeClosed(after + 1, HEAD)
        .filter(offset -> offset != 25)
        .mapToObj(Long::toString)
        .toList();
  }
}
