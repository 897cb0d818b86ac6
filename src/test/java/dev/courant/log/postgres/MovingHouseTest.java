package dev.courant.log.postgres;

import static dev.courant.log.LogFiller.all;
import static dev.courant.log.LogFiller.append;
import static dev.courant.log.LogFiller.refusalOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.courant.event.Event;
import dev.courant.event.IdempotencyKey;
import dev.courant.event.Publication;
import dev.courant.event.Receipt;
import dev.courant.event.Refusal;
import dev.courant.log.Bounds;
import dev.courant.log.Epochs;
import dev.courant.log.EventLog;
import dev.courant.log.Extent;
import dev.courant.log.sql.UnusableStoreException;
import dev.courant.log.sqlite.SqliteLog;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From a file to PostgreSQL: clients notice nothing. */
class MovingHouseTest {
  @TempDir private Path directory;

  @Test
  void everythingStaysWhereItWas() {
    Publication keyed =
        Publication.on("/a").data("keyed").key(new IdempotencyKey("i ann", "k")).build();
    Path file = directory.resolve("courant.db");
    List<Event> before;
    Bounds bounds;
    Extent extent;
    Epochs epochs;
    open(file, "first", false).close();
    try (EventLog log = open(file, "second", true)) {
      append(log, keyed);
      append(
          log,
          Publication.on("/a")
              .alsoOn("/b")
              .data("zero \0 byte, \ud83d\ude00")
              .type("t")
              .id("own")
              .retry(Duration.ofSeconds(3))
              .ttl(Duration.ofDays(1))
              .asPrivate()
              .build());
      for (int i = 0; i < 1200; i++) {
        log.append(List.of(Publication.of("/n", "" + i)));
      }
      append(log, Publication.of("/n", "last"));
      before = all(log);
      bounds = log.bounds();
      extent = log.extent();
      epochs = log.epochs();
    }
    String address = TestPostgres.newSchema();
    try (EventLog log = Nodes.takingOver(address, file)) {
      assertThat(log.bounds()).isEqualTo(bounds);
      assertThat(log.epochs()).isEqualTo(epochs);
      log.refresh();
      assertThat(log.extent()).isEqualTo(extent);
      assertThat(all(log)).isEqualTo(before).hasSize(1203);
      assertThat(log.offsetOf("own", 0)).hasValue(2);
      assertThat(append(log, keyed)).containsExactly(new Receipt("#second-1", true));
      assertThat(
              refusalOf(
                  log,
                  Publication.on("/a").data("other").key(new IdempotencyKey("i ann", "k")).build()))
          .isEqualTo(Refusal.KEY_REUSED);
      assertThat(append(log, Publication.of("/a", "next")))
          .containsExactly(new Receipt("#second-1204", false));
    }
    try (EventLog again = Nodes.takingOver(address, file)) {
      assertThat(again.bounds().head().toString()).as("once").isEqualTo("second-1204");
    }
  }

  @Test
  void aFileThatIsNotThereStopsTheStartAndLeavesNothingBehind() {
    String address = TestPostgres.newSchema();
    Path missing = directory.resolve("missing.db");
    assertThatThrownBy(() -> Nodes.takingOver(address, missing))
        .isInstanceOf(UnusableStoreException.class)
        .hasMessageContaining("the server's log says why")
        .hasRootCauseMessage("there is no file " + missing);
    try (EventLog log = Nodes.open(address)) {
      assertThat(log.bounds().head().offset()).isZero();
    }
  }

  private static EventLog open(Path file, String epoch, boolean wasRestored) {
    return new SqliteLog(
        file,
        Nodes.KEEP_ALL,
        epoch,
        wasRestored,
        System::currentTimeMillis,
        (count, nanos) -> {},
        Thread::new);
  }
}
