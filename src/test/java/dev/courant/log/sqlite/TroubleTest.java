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
import dev.courant.log.sql.UnusableStoreException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Other programs and broken files, as the log of a running hub meets them. */
class TroubleTest {
  /** Fails as a broken disk does: the statement fails, and not because of room or locks. */
  private static final String BREAK =
      "CREATE TRIGGER broken BEFORE INSERT ON event BEGIN SELECT RAISE(ABORT, 'broken'); END";

  private static final String MEND = "DROP TRIGGER broken";

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
  void betweenTwoAppendsAnotherProgramMayWrite() throws Exception {
    try (SqliteLog log = file.open();
        Connection other = file.connect();
        Statement statement = other.createStatement()) {
      statement.execute("PRAGMA busy_timeout = 30000");
      append(log, Publication.of("/a", "1"));
      statement.execute("BEGIN EXCLUSIVE");
      statement.execute("COMMIT");
      append(log, Publication.of("/a", "2"));
      assertThat(lines.lines()).isEmpty();
    }
  }

  @Test
  void whileAnotherProgramLocksTheFilePublishingIsRefusedAndReadingIsNot() throws Exception {
    try (SqliteLog log = file.open()) {
      append(log, keyed("1"));
      try (Connection other = file.connect();
          Statement statement = other.createStatement()) {
        statement.execute("PRAGMA busy_timeout = 30000");
        statement.execute("BEGIN EXCLUSIVE");
        assertThat(refusalOf(log, keyed("2"))).isEqualTo(Refusal.STORE_UNAVAILABLE);
        assertThat(data(all(log))).containsExactly("1");
        assertThat(log.bounds().head().offset()).isEqualTo(1);
        statement.execute("ROLLBACK");
      }
      assertThat(append(log, keyed("2"))).containsExactly(new Receipt("#e-2", false));
      assertThat(lines.lines()).hasSize(2);
      assertThat(lines.lines().get(0)).startsWith("SEVERE").contains("locked", "courant.db");
      assertThat(lines.lines().get(1)).startsWith("INFO").contains("works again");
    }
  }

  @Test
  void aStoreThatFailedIsOpenedAgainAndGoesOnAtItsPosition() throws Exception {
    try (SqliteLog log = file.open()) {
      List<Event> followed = follow(log);
      append(log, keyed("1"));
      file.execute(BREAK);
      for (int i = 0; i < 3; i++) {
        assertThat(refusalOf(log, keyed("2"))).isEqualTo(Refusal.STORE_UNAVAILABLE);
      }
      assertThat(data(all(log))).containsExactly("1");
      file.execute(MEND);
      assertThat(append(log, keyed("2"))).containsExactly(new Receipt("#e-2", false));
      assertThat(append(log, keyed("1"))).containsExactly(new Receipt("#e-1", true));

      assertThat(data(followed)).containsExactly("1", "2");
      assertThat(data(all(log))).isEqualTo(data(followed));
      assertThat(lines.lines()).hasSize(2);
      assertThat(lines.lines().get(0)).startsWith("SEVERE").contains("failed", "broken", "disk");
      assertThat(lines.lines().get(1)).startsWith("INFO").contains("works again");
    }
  }

  @Test
  void whatACommitOfUnknownOutcomeHasStoredReachesTheReaders() throws Exception {
    try (SqliteLog log = file.open()) {
      List<Event> followed = follow(log);
      append(log, Publication.of("/a", "1"));
      file.execute(BREAK);
      assertThat(refusalOf(log, keyed("2"))).isEqualTo(Refusal.STORE_UNAVAILABLE);
      file.execute(MEND);
      // As if the commit had failed after the disk had it.
      file.execute(
          "INSERT INTO event SELECT log_offset + 1, time_ms, time_ms + 1, topics, id, type,"
              + " retry_ms, private, CAST('2' AS BLOB), size_bytes FROM event");
      file.execute("UPDATE state SET head = 2, events = 2, size_bytes = 2 * size_bytes");

      assertThat(append(log, keyed("3"))).containsExactly(new Receipt("#e-3", false));
      assertThat(data(followed)).containsExactly("1", "2", "3");
      assertThat(followed).extracting(Event::offset).containsExactly(1L, 2L, 3L);
    }
  }

  @Test
  void aStoreThatLacksAcknowledgedEventsStaysClosedAndSaysSoOnce() throws Exception {
    Path older = directory.resolve("older.db");
    try (SqliteLog log = file.open()) {
      append(log, Publication.of("/a", "1"));
      file.execute("VACUUM INTO '" + older + "'");
      append(log, Publication.of("/a", "2"));
      assertThat(all(log)).hasSize(2);
      file.execute(BREAK);
      assertThat(refusalOf(log, Publication.of("/a", "3"))).isEqualTo(Refusal.STORE_UNAVAILABLE);
      Files.delete(directory.resolve("courant.db-wal"));
      Files.delete(directory.resolve("courant.db-shm"));
      Files.move(older, file.path(), StandardCopyOption.REPLACE_EXISTING);

      for (int i = 0; i < 3; i++) {
        assertThat(refusalOf(log, Publication.of("/a", "3"))).isEqualTo(Refusal.STORE_UNAVAILABLE);
      }
      assertThat(log.bounds().head().offset()).isEqualTo(2);
      assertThat(lines.lines()).hasSize(2);
      assertThat(lines.lines().get(1)).startsWith("SEVERE").contains("acknowledged", "back-up");
    }
    assertThat(file.number("SELECT head FROM state")).isEqualTo(1);
    assertThat(file.number("SELECT count(*) FROM event")).isEqualTo(1);
  }

  @Test
  void aStoreThatALaterVersionTookOverIsNotWrittenToAnyMore() throws Exception {
    try (SqliteLog log = file.open()) {
      append(log, Publication.of("/a", "1"));
      file.execute(BREAK);
      assertThat(refusalOf(log, Publication.of("/a", "2"))).isEqualTo(Refusal.STORE_UNAVAILABLE);
      file.execute(MEND);
      file.execute("PRAGMA user_version = 99");
      for (int i = 0; i < 3; i++) {
        assertThat(refusalOf(log, Publication.of("/a", "2"))).isEqualTo(Refusal.STORE_UNAVAILABLE);
      }
      file.execute("PRAGMA user_version = " + Schema.VERSION);
      assertThat(append(log, Publication.of("/a", "2"))).hasSize(1);
    }
  }

  @Test
  void aFileThatCannotBeUsedIsRefusedWithASentence() throws Exception {
    file.open().close();
    file.execute("PRAGMA user_version = 99");
    assertThatThrownBy(file::open)
        .isInstanceOf(UnusableStoreException.class)
        .hasMessageContainingAll("schema 99", "later version", "restore a back-up");

    StoreFile garbage = new StoreFile(directory.resolve("garbage.db"));
    Files.writeString(garbage.path(), "This is not a database. ".repeat(100));
    assertThatThrownBy(garbage::open)
        .isInstanceOf(UnusableStoreException.class)
        .hasMessageContainingAll("garbage.db", "cannot be opened");

    StoreFile nowhere = new StoreFile(directory.resolve("missing/courant.db"));
    assertThatThrownBy(nowhere::open).isInstanceOf(UnusableStoreException.class);
  }

  private static Publication keyed(String data) {
    return Publication.on("/a").data(data).key("k" + data).build();
  }
}
