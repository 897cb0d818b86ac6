package dev.courant.log.sqlite;

import static dev.courant.log.LogFiller.all;
import static dev.courant.log.LogFiller.append;
import static dev.courant.log.LogFiller.data;
import static dev.courant.log.LogFiller.follow;
import static dev.courant.log.LogFiller.refusalOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.courant.event.Event;
import dev.courant.event.Publication;
import dev.courant.event.Receipt;
import dev.courant.event.Refusal;
import dev.courant.log.UnreadableLogException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** P1 when somebody takes the file away under a running hub: what goes on is not called stored. */
class VanishedStoreTest {
  @TempDir private Path directory;
  private StoreFile file;
  private final LogLines lines = new LogLines(RecoveringStore.class);

  @BeforeEach
  void choosePath() {
    file = StoreFile.in(directory);
  }

  @AfterEach
  void stopListening() {
    lines.close();
  }

  @Test
  void aStoreThatWasDeletedTakesNothingInAndIsNotMadeAnew() throws Exception {
    try (SqliteLog log = file.open()) {
      append(log, Publication.of("/a", "1"));
      delete();
      for (int i = 0; i < 3; i++) {
        assertThat(refusalOf(log, Publication.of("/a", "2"))).isEqualTo(Refusal.STORE_UNAVAILABLE);
        assertThatThrownBy(() -> all(log)).isInstanceOf(UnreadableLogException.class);
      }
      assertThat(log.bounds().head().offset()).isEqualTo(1);
      assertThat(file.path()).doesNotExist();
      assertThat(lines.lines()).singleElement().asString().startsWith("SEVERE");
      assertThat(lines.lines().get(0)).contains("courant.db is not there any more", "back-up");
    }
    assertThat(file.path()).doesNotExist();
  }

  @Test
  void whoeverReadsAlreadyCanGoOnReading() throws Exception {
    try (SqliteLog log = file.open()) {
      append(log, Publication.of("/a", "1"));
      assertThat(all(log)).hasSize(1);
      delete();
      assertThat(refusalOf(log, Publication.of("/a", "2"))).isEqualTo(Refusal.STORE_UNAVAILABLE);
      assertThat(data(all(log))).containsExactly("1");
    }
  }

  @Test
  void aStoreThatWasMovedAwayGoesOnWhenItIsBack() throws Exception {
    Path elsewhere = directory.resolve("elsewhere.db");
    try (SqliteLog log = file.open()) {
      List<Event> followed = follow(log);
      append(log, Publication.of("/a", "1"));
      Files.move(file.path(), elsewhere);
      assertThat(refusalOf(log, Publication.of("/a", "2"))).isEqualTo(Refusal.STORE_UNAVAILABLE);
      Files.move(elsewhere, file.path());
      assertThat(append(log, Publication.of("/a", "2")))
          .containsExactly(new Receipt("#e-2", false));
      assertThat(data(followed)).containsExactly("1", "2");
      assertThat(lines.lines()).hasSize(2).last().asString().contains("works again");
    }
    try (SqliteLog log = file.open()) {
      assertThat(data(all(log))).containsExactly("1", "2");
    }
  }

  @Test
  void aStoreThatFailedAndWasDeletedThenIsNotMadeAnew() throws Exception {
    try (SqliteLog log = file.open()) {
      append(log, Publication.of("/a", "1"));
      file.execute(
          "CREATE TRIGGER broken BEFORE INSERT ON event BEGIN SELECT RAISE(ABORT, 'broken'); END");
      assertThat(refusalOf(log, Publication.of("/a", "2"))).isEqualTo(Refusal.STORE_UNAVAILABLE);
      delete();
      for (int i = 0; i < 3; i++) {
        assertThat(refusalOf(log, Publication.of("/a", "2"))).isEqualTo(Refusal.STORE_UNAVAILABLE);
      }
      assertThat(file.path()).doesNotExist();
      assertThat(lines.lines()).hasSize(2).last().asString().contains("is not there any more");
    }
  }

  @Test
  void anEmptyFileInItsPlaceIsNotTakenForAStore() throws Exception {
    try (SqliteLog log = file.open()) {
      append(log, Publication.of("/a", "1"));
      delete();
      Files.createFile(file.path());
      for (int i = 0; i < 3; i++) {
        assertThat(refusalOf(log, Publication.of("/a", "2"))).isEqualTo(Refusal.STORE_UNAVAILABLE);
      }
      assertThat(lines.lines()).singleElement().asString().contains("failed", "empty");
    }
    assertThat(file.number("SELECT count(*) FROM sqlite_master")).isZero();
  }

  @Test
  void anOlderFileInItsPlaceIsNotedBeforeAnythingIsWrittenToEither() throws Exception {
    Path older = directory.resolve("older.db");
    try (SqliteLog log = file.open()) {
      append(log, Publication.of("/a", "1"));
      file.execute("VACUUM INTO '" + older + "'");
      append(log, Publication.of("/a", "2"));
      delete();
      Files.move(older, file.path());
      for (int i = 0; i < 3; i++) {
        assertThat(refusalOf(log, Publication.of("/a", "3"))).isEqualTo(Refusal.STORE_UNAVAILABLE);
      }
      assertThat(lines.lines()).singleElement().asString().contains("acknowledged", "back-up");
    }
    assertThat(file.number("SELECT head FROM state")).isEqualTo(1);
  }

  private void delete() throws Exception {
    for (String name : List.of("courant.db", "courant.db-wal", "courant.db-shm")) {
      Files.deleteIfExists(directory.resolve(name));
    }
  }
}
