package dev.courant.log.sqlite;

import static dev.courant.log.LogFiller.all;
import static dev.courant.log.LogFiller.append;
import static dev.courant.log.LogFiller.data;
import static dev.courant.log.LogFiller.refusalOf;
import static dev.courant.log.sqlite.StoreFile.KEEP_ALL;
import static org.assertj.core.api.Assertions.assertThat;

import dev.courant.event.Event;
import dev.courant.event.Publication;
import dev.courant.event.Receipt;
import dev.courant.event.Refusal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The thread that writes: what it outlives, and who closes behind it. */
class WriterTest {
  private static final int PATIENCE_SECONDS = 30;

  @TempDir private Path directory;
  private StoreFile file;

  @BeforeEach
  void choosePath() {
    file = StoreFile.in(directory);
  }

  @Test
  void aStopThatOvertakesAWriteLeavesItTheStoreUntilItHasEnded() throws Exception {
    CountDownLatch isWriting = new CountDownLatch(1);
    CountDownLatch mayGoOn = new CountDownLatch(1);
    SqliteLog log = file.open();
    log.follow(
        batch -> {
          isWriting.countDown();
          await(mayGoOn);
        });
    CompletableFuture<Receipt> first = log.append(List.of(Publication.of("/a", "1"))).get(0);
    isWriting.await();
    CompletableFuture<Receipt> second = log.append(List.of(Publication.of("/a", "2"))).get(0);
    try (LogLines lines = new LogLines(SqliteLog.class)) {
      // So it does not wait at all.
      Thread.currentThread().interrupt();
      log.close();
      assertThat(Thread.interrupted()).isTrue();
      assertThat(lines.lines()).singleElement().asString().contains("still being written to");
    }
    assertThat(log.released()).isNotDone();
    assertThat(first).isNotDone();

    mayGoOn.countDown();
    log.released().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    assertThat(first.join()).isEqualTo(new Receipt("#e-1", false));
    assertThat(second.join()).isEqualTo(new Receipt("#e-2", false));
    assertThat(directory.resolve("courant.db-wal"))
        .as("the last connection is closed")
        .doesNotExist();
    assertThat(refusalOf(log, Publication.of("/a", "3"))).isEqualTo(Refusal.STOPPING);
    try (SqliteLog reopened = file.open()) {
      assertThat(data(all(reopened))).containsExactly("1", "2");
    }
  }

  @Test
  void aLogThatIsClosedInPeaceIsReleasedAtOnce() {
    SqliteLog log = file.open();
    assertThat(log.released()).isNotDone();
    log.close();
    assertThat(log.released()).isCompleted();
  }

  @Test
  void anErrorBeforeACommitRefusesTheGroupAndTheNextOneIsStored() throws Exception {
    AtomicBoolean isShort = new AtomicBoolean();
    try (SqliteLog log = file.open("e", KEEP_ALL, () -> timeUnless(isShort))) {
      append(log, Publication.of("/a", "1"));
      isShort.set(true);
      assertThat(refusalOf(log, Publication.of("/a", "2"))).isEqualTo(Refusal.STORE_UNAVAILABLE);
      isShort.set(false);
      assertThat(append(log, Publication.of("/a", "2")))
          .containsExactly(new Receipt("#e-2", false));
      assertThat(file.number("SELECT count(*) FROM event")).isEqualTo(2);
    }
  }

  /** The events are on the disk: readers must not find a hole, whatever the publisher heard. */
  @Test
  void whatCouldNotBeToldToTheFollowerIsToldBeforeAnythingElse() throws Exception {
    List<Event> followed = new ArrayList<>();
    AtomicInteger calls = new AtomicInteger();
    try (SqliteLog log = file.open();
        LogLines lines = new LogLines(RecoveringStore.class)) {
      log.follow(
          batch -> {
            if (calls.incrementAndGet() == 2) {
              throw new OutOfMemoryError("as the test has it");
            }
            followed.addAll(batch);
          });
      append(log, Publication.of("/a", "1"));
      Publication keyed = Publication.on("/a").data("2").key("k").build();
      assertThat(refusalOf(log, keyed)).isEqualTo(Refusal.STORE_UNAVAILABLE);
      assertThat(append(log, keyed)).containsExactly(new Receipt("#e-2", true));
      append(log, Publication.of("/a", "3"));

      assertThat(data(followed)).containsExactly("1", "2", "3");
      assertThat(followed).extracting(Event::offset).containsExactly(1L, 2L, 3L);
      assertThat(log.bounds().head().offset()).isEqualTo(3);
      assertThat(lines.lines()).hasSize(2);
      assertThat(lines.lines().get(0)).startsWith("SEVERE").contains("as the test has it");
      assertThat(lines.lines().get(1)).startsWith("INFO").contains("works again");
    }
  }

  /** So that fires do not wait for ever after the server has run out of memory. */
  @Test
  void aWriterThatHasNoMemoryToGiveUpTriesThatAgain() throws Exception {
    AtomicBoolean isShort = new AtomicBoolean(true);
    AtomicInteger failures = new AtomicInteger();
    Logger logger = Logger.getLogger(RecoveringStore.class.getName());
    Handler handler =
        new Handler() {
          @Override
          public void publish(LogRecord line) {
            if (failures.getAndIncrement() == 0) {
              throw new OutOfMemoryError("as the test has it");
            }
          }

          @Override
          public void flush() {}

          @Override
          public void close() {}
        };
    logger.addHandler(handler);
    try (SqliteLog log = file.open("e", KEEP_ALL, () -> timeUnless(isShort))) {
      assertThat(refusalOf(log, Publication.of("/a", "1"))).isEqualTo(Refusal.STORE_UNAVAILABLE);
      assertThat(failures.get()).isPositive();
      isShort.set(false);
      assertThat(append(log, Publication.of("/a", "1")))
          .containsExactly(new Receipt("#e-1", false));
    } finally {
      logger.removeHandler(handler);
    }
  }

  private static long timeUnless(AtomicBoolean isShort) {
    if (isShort.get()) {
      throw new OutOfMemoryError("as the test has it");
    }
    return 0;
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
