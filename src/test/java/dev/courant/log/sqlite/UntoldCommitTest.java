package dev.courant.log.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.courant.event.Publication;
import dev.courant.log.Page;
import dev.courant.log.Retention;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Between a commit and the moment when the log tells of it, the event is not there yet. */
class UntoldCommitTest {
  private static final Retention KEEP_ALL =
      new Retention(Duration.ofDays(1), Long.MAX_VALUE, Long.MAX_VALUE, Duration.ofDays(1));

  @TempDir Path directory;

  @Test
  void nobodyReadsBeyondTheHeadThatTheLogTells() throws Exception {
    Path file = directory.resolve("log.db");
    try (SqliteLog log =
        new SqliteLog(file, KEEP_ALL, "e", false, () -> 0, (count, nanos) -> {}, Thread::new)) {
      log.append(List.of(Publication.of("/a", "1"), Publication.of("/a", "2"))).get(1).join();
      commitOneMore(file);

      Page all = log.read(0, 1 << 20);
      assertThat(all.events()).extracting(e -> e.offset()).containsExactly(1L, 2L);
      assertThat(all.upTo()).isEqualTo(2);
      Page behind = log.read(2, 1 << 20);
      assertThat(behind.events()).isEmpty();
      assertThat(behind.upTo()).isEqualTo(2);
    }
  }

  /** What the writer does before it tells of an event. */
  private static void commitOneMore(Path file) throws Exception {
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement statement = connection.createStatement()) {
      statement.execute(
          "INSERT INTO event (log_offset, time_ms, topics, private, data, size_bytes)"
              + " VALUES (3, 0, '/a', 0, x'33', 50)");
      statement.execute("UPDATE state SET head = 3, events = 3");
    }
  }
}
