package dev.courant.log.sqlite;

import static dev.courant.log.LogFiller.all;
import static dev.courant.log.LogFiller.append;
import static dev.courant.log.LogFiller.data;
import static dev.courant.log.LogFiller.follow;
import static dev.courant.log.LogFiller.refusalOf;
import static dev.courant.log.sqlite.StoreFile.KEEP_ALL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.courant.event.Event;
import dev.courant.event.Eventually;
import dev.courant.event.Publication;
import dev.courant.event.Receipt;
import dev.courant.event.Refusal;
import dev.courant.event.RefusedException;
import dev.courant.log.Retention;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A store without room: it refuses, keeps what it has, and goes on when there is room again. */
class FullStoreTest {
  @TempDir private Path directory;
  private final LogLines lines = new LogLines(RecoveringStore.class);

  @AfterEach
  void stopListening() {
    lines.close();
  }

  @Test
  void retentionMakesRoomInAFileThatMayNotGrow() throws Exception {
    AtomicLong clock = new AtomicLong(1_000_000);
    Retention anHour =
        new Retention(Duration.ofHours(1), Long.MAX_VALUE, Long.MAX_VALUE, Duration.ofDays(1));
    StoreFile limited = new StoreFile(directory.resolve("courant.db?max_page_count=60"));
    try (SqliteLog log = limited.open("e", anHour, clock::get)) {
      List<Event> followed = follow(log);
      int stored = fill(log, 0);
      for (int i = stored; i < stored + 10; i++) {
        assertThat(refusalOf(log, keyed(i))).isEqualTo(Refusal.STORE_UNAVAILABLE);
      }
      assertThat(log.bounds().head().offset()).isEqualTo(stored);
      assertThat(all(log)).hasSize(stored);
      assertThat(lines.lines()).singleElement().asString().contains("full", "make room");

      clock.addAndGet(Duration.ofHours(2).toMillis());
      Eventually.assertHolds("all are removed", () -> log.bounds().floor() == stored);
      assertThat(append(log, keyed(0))).containsExactly(new Receipt("#e-1", true));
      assertThat(append(log, keyed(stored)))
          .as("what was refused left no key behind")
          .containsExactly(new Receipt("#e-" + (stored + 1), false));
      assertThat(fill(log, stored + 1)).isGreaterThan(stored + 1);
      assertThat(followed).extracting(Event::offset).doesNotHaveDuplicates().isSorted();
    }
  }

  @Test
  void aFullDiskRefusesWhatItCannotKeepAndLosesNothingOfWhatItHas() throws Exception {
    Path disk = Files.createDirectory(directory.resolve("disk"));
    assumeTrue(
        run("mount", "-t", "tmpfs", "-o", "size=2m", "courant-test", disk.toString()),
        "whoever runs this may mount a small disk");
    try {
      StoreFile file = StoreFile.in(disk);
      List<String> acknowledged = new ArrayList<>();
      try (SqliteLog log = file.open()) {
        int next = fill(log, 0);
        assertThat(refusalOf(log, keyed(next))).isEqualTo(Refusal.STORE_UNAVAILABLE);
        assertThat(lines.lines()).singleElement().asString().contains("full", "make room");
        acknowledged.addAll(data(all(log)));
        assertThat(acknowledged).hasSize(next);
      }
      try (SqliteLog reopened = file.open()) {
        assertThat(data(all(reopened))).isEqualTo(acknowledged);
      }
    } finally {
      assertThat(run("umount", disk.toString())).isTrue();
    }
  }

  @Test
  void aDiskThatWasFullForAWhileIsUsedAgainWithoutARestart() throws Exception {
    Path disk = Files.createDirectory(directory.resolve("disk"));
    assumeTrue(
        run("mount", "-t", "tmpfs", "-o", "size=2m", "courant-test", disk.toString()),
        "whoever runs this may mount a small disk");
    try {
      StoreFile file = StoreFile.in(disk);
      try (SqliteLog log = file.open("e", KEEP_ALL, System::currentTimeMillis)) {
        List<Event> followed = follow(log);
        append(log, keyed(0));
        for (int round = 0; round < 3; round++) {
          Path litter = litter(disk);
          int next = fill(log, followed.size());
          for (int i = next; i < next + 5; i++) {
            assertThat(refusalOf(log, keyed(i))).isEqualTo(Refusal.STORE_UNAVAILABLE);
          }
          Files.delete(litter);
          assertThat(append(log, keyed(next)))
              .containsExactly(new Receipt("#e-" + (next + 1), false));
        }
        assertThat(data(all(log))).isEqualTo(data(followed));
        assertThat(lines.lines()).as("each trouble once, and each end").hasSize(6);
      }
      long events = file.number("SELECT count(*) FROM event");
      assertThat(file.number("SELECT head FROM state")).isEqualTo(events);
      assertThat(file.number("SELECT max(log_offset) FROM event")).isEqualTo(events);
      assertThat(file.number("SELECT count(*) FROM publication_key")).isEqualTo(events);
    } finally {
      assertThat(run("umount", disk.toString())).isTrue();
    }
  }

  /** Appends until it is refused; returns the number of the first that was. */
  private static int fill(SqliteLog log, int from) {
    int next = from;
    while (true) {
      try {
        append(log, keyed(next));
        next++;
      } catch (CompletionException refused) {
        assertThat(refused).hasCauseInstanceOf(RefusedException.class);
        return next;
      }
    }
  }

  private static Publication keyed(int number) {
    return Publication.on("/a").data(number + "x".repeat(3_000)).key("k" + number).build();
  }

  /** A file that takes all the room there is. */
  private static Path litter(Path disk) throws IOException {
    Path litter = disk.resolve("litter");
    try (OutputStream out = Files.newOutputStream(litter)) {
      while (true) {
        out.write(new byte[4096]);
      }
    } catch (IOException full) {
      return litter;
    }
  }

  private static boolean run(String... command) throws Exception {
    return new ProcessBuilder(command).redirectErrorStream(true).start().waitFor() == 0;
  }
}
