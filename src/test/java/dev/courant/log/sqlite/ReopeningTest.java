package dev.courant.log.sqlite;

import static dev.courant.log.LogFiller.all;
import static dev.courant.log.LogFiller.append;
import static dev.courant.log.LogFiller.data;
import static dev.courant.log.LogFiller.publications;
import static dev.courant.log.LogFiller.refusalOf;
import static dev.courant.log.sqlite.StoreFile.KEEP_ALL;
import static org.assertj.core.api.Assertions.assertThat;

import dev.courant.event.Event;
import dev.courant.event.Eventually;
import dev.courant.event.Position;
import dev.courant.event.Publication;
import dev.courant.event.Receipt;
import dev.courant.event.Refusal;
import dev.courant.log.Bounds;
import dev.courant.log.Epochs;
import dev.courant.log.Retention;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One life of the log after the other, on the same file. */
class ReopeningTest {
  @TempDir private Path directory;
  private StoreFile file;

  @BeforeEach
  void choosePath() {
    file = StoreFile.in(directory);
  }

  @Test
  void aLogGoesOnWhereItWasClosed() throws Exception {
    List<Event> before;
    try (SqliteLog log = file.open("first", KEEP_ALL, () -> 1_000)) {
      append(log, publications("a", 100));
      before = all(log);
    }
    try (SqliteLog log = file.open("second", KEEP_ALL, () -> 2_000)) {
      assertThat(log.bounds()).isEqualTo(new Bounds(new Position("first", 100), 0));
      assertThat(log.epochs()).isEqualTo(Epochs.startingWith("first"));
      assertThat(all(log)).isEqualTo(before);
      assertThat(log.offsetOf("a/7", 0)).hasValue(8);

      Publication next = Publication.of("/b", "next");
      assertThat(append(log, next)).containsExactly(new Receipt("#first-101", false));
      assertThat(log.read(100, 1).events())
          .containsExactly(new Event(new Position("first", 101), 2_000, next));
    }
  }

  @Test
  void idempotencyKeysOutliveARestart() throws Exception {
    Publication once = Publication.on("/a").id("own").data("1").key("k").build();
    try (SqliteLog log = file.open("e", KEEP_ALL, () -> 0)) {
      append(log, once);
    }
    long window = KEEP_ALL.keyWindow().toMillis();
    try (SqliteLog log = file.open("e", KEEP_ALL, () -> window - 1)) {
      assertThat(append(log, once)).containsExactly(new Receipt("own", true));
      assertThat(refusalOf(log, Publication.on("/a").key("k").build()))
          .isEqualTo(Refusal.KEY_REUSED);
      assertThat(log.bounds().head().offset()).isEqualTo(1);
    }
    try (SqliteLog log = file.open("e", KEEP_ALL, () -> window)) {
      assertThat(append(log, once)).containsExactly(new Receipt("own", false));
      assertThat(log.bounds().head().offset()).isEqualTo(2);
    }
  }

  @Test
  void theFloorAndTheCountsOutliveARestart() throws Exception {
    Retention ten = new Retention(Duration.ofDays(1), 10, Long.MAX_VALUE, Duration.ofHours(1));
    try (SqliteLog log = file.open("e", ten, () -> 0)) {
      append(log, publications("a", 25));
      Eventually.assertHolds("ten are left", () -> log.bounds().floor() == 15);
    }
    try (SqliteLog log = file.open("e", ten, () -> 0)) {
      assertThat(log.bounds()).isEqualTo(new Bounds(new Position("e", 25), 15));
      assertThat(log.read(0, 1).floor()).isEqualTo(15);
      append(log, publications("b", 3));
      Eventually.assertHolds("ten are left", () -> log.bounds().floor() == 18);
    }
    assertStateMatchesTheRows();
  }

  @Test
  void aRestoredLogBeginsANewEpochBehindWhatItHas() {
    try (SqliteLog log = file.open("a", KEEP_ALL, () -> 0)) {
      append(log, publications("x", 3));
    }
    restore("b").close();
    try (SqliteLog log = restore("c")) {
      assertThat(log.bounds()).isEqualTo(new Bounds(new Position("a", 3), 0));
      assertThat(append(log, publications("y", 1))).extracting(Receipt::id).containsExactly("y/0");
      assertThat(log.bounds().head()).isEqualTo(new Position("c", 4));
    }
    try (SqliteLog log = restore("d")) {
      append(log, Publication.of("/z", ""));
      assertThat(all(log))
          .extracting(event -> event.position().toString())
          .containsExactly("a-1", "a-2", "a-3", "c-4", "d-5");
    }
    try (SqliteLog log = file.open("unused", KEEP_ALL, () -> 0)) {
      assertThat(log.epochs())
          .isEqualTo(
              Epochs.startingWith("a").followedBy("b", 4).followedBy("c", 4).followedBy("d", 5));
    }
  }

  @Test
  void whatWasAppendedBeforeTheEndIsStored() throws Exception {
    List<CompletableFuture<Receipt>> receipts = new ArrayList<>();
    List<String> data = new ArrayList<>();
    try (SqliteLog log = file.open()) {
      for (int i = 0; i < 20_000; i++) {
        receipts.addAll(log.append(List.of(Publication.of("/a", "" + i))));
        data.add("" + i);
      }
    }
    assertThat(receipts).allMatch(r -> r.isDone() && !r.isCompletedExceptionally());
    try (SqliteLog log = file.open()) {
      assertThat(data(all(log))).isEqualTo(data);
    }
    assertStateMatchesTheRows();
  }

  @Test
  void anInterruptedWriterStoresWhatWasAppendedAllTheSame() throws Exception {
    List<Thread> writers = new ArrayList<>();
    try (SqliteLog log =
        new SqliteLog(
            file.path(),
            KEEP_ALL,
            "e",
            false,
            System::currentTimeMillis,
            (count, nanos) -> {},
            work -> {
              writers.add(new Thread(work));
              return writers.get(0);
            })) {
      for (int i = 0; i < 50; i++) {
        writers.get(0).interrupt();
        assertThat(append(log, publications("a" + i, 2))).hasSize(2);
      }
      assertThat(all(log)).hasSize(100);
    }
    assertThat(writers.get(0).isAlive()).isFalse();
  }

  private SqliteLog restore(String newEpoch) {
    return new SqliteLog(
        file.path(), KEEP_ALL, newEpoch, true, () -> 0, (count, nanos) -> {}, Thread::new);
  }

  private void assertStateMatchesTheRows() throws Exception {
    assertThat(file.number("SELECT events FROM state"))
        .isEqualTo(file.number("SELECT count(*) FROM event"));
    assertThat(file.number("SELECT size_bytes FROM state"))
        .isEqualTo(file.number("SELECT sum(size_bytes) FROM event"));
    assertThat(file.number("SELECT head FROM state"))
        .isEqualTo(file.number("SELECT max(log_offset) FROM event"));
    assertThat(file.number("SELECT floor FROM state"))
        .isEqualTo(file.number("SELECT min(log_offset) - 1 FROM event"));
  }
}
