package dev.courant.log.sqlite;

import static dev.courant.log.LogFiller.append;
import static dev.courant.log.LogFiller.publications;
import static dev.courant.log.sqlite.StoreFile.KEEP_ALL;
import static org.assertj.core.api.Assertions.assertThat;

import dev.courant.event.Event;
import dev.courant.event.Eventually;
import dev.courant.event.Publication;
import dev.courant.log.Page;
import dev.courant.log.Retention;
import dev.courant.log.sql.State;
import dev.courant.log.sql.Sweeper;
import dev.courant.log.sql.Writer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is removed when, step by step, and what is written down about it. */
class RetentionTest {
  private static final long MANY = Long.MAX_VALUE;
  private static final Duration LONG = Duration.ofDays(36_500);
  private static final Duration HOUR = Duration.ofHours(1);
  private static final int STEP = Sweeper.STEP_ROWS;

  @TempDir private Path directory;
  private StoreFile file;

  @BeforeEach
  void choosePath() {
    file = StoreFile.in(directory);
  }

  @Test
  void eventsGoWhenTheyAreOlderThanTheAge() throws Exception {
    try (Store store = file.openStore(new Retention(Duration.ofMillis(100), MANY, MANY, HOUR))) {
      store.append(publications("a", 3), 1_000);
      store.append(publications("b", 2), 1_050);
      assertThat(sweep(store, 1_100)).as("steps").isEqualTo(1);
      assertThat(store.state().floor()).isZero();
      sweep(store, 1_101);
      assertThat(store.state().floor()).isEqualTo(3);
      sweep(store, 1_150);
      assertThat(store.state().floor()).isEqualTo(3);
      sweep(store, 1_151);
      assertThat(store.state()).isEqualTo(new State(5, 5, 0, 0));
      store.append(publications("c", 1), 1_151);
      assertThat(store.state().head()).isEqualTo(6);
      assertThatTheStateIsRight(store);
    }
  }

  @Test
  void theOldestGoWhenThereAreTooManyAStepAtATime() throws Exception {
    try (Store store = file.openStore(new Retention(LONG, 10, MANY, HOUR))) {
      store.append(Collections.nCopies(2 * STEP + 20, Publication.of("/a", "")), 0);
      for (long floor : new long[] {STEP, 2 * STEP, 2 * STEP + 10}) {
        assertThat(store.sweep(0)).isTrue();
        assertThat(store.state().floor()).isEqualTo(floor);
        assertThatTheStateIsRight(store);
      }
      assertThat(store.sweep(0)).isFalse();
      assertThat(store.state().events()).isEqualTo(10);
    }
  }

  @Test
  void theOldestGoWhenTheyAreTooLarge() throws Exception {
    try (Store store = file.openStore(new Retention(LONG, MANY, 10_000, HOUR))) {
      store.append(List.of(Publication.of("/a", "x".repeat(9_000))), 0);
      sweep(store, 0);
      assertThat(store.state().floor()).isZero();
      store.append(List.of(Publication.of("/a", "x".repeat(1_000))), 0);
      sweep(store, 0);
      assertThat(store.state().floor()).isEqualTo(1);
      store.append(List.of(Publication.of("/a", "€".repeat(9_000))), 0);
      sweep(store, 0);
      assertThat(store.state().floor()).as("it counts bytes, not characters").isEqualTo(3);
      assertThatTheStateIsRight(store);
    }
  }

  @Test
  void whatHasExpiredGoesFromTheMiddleAndLeavesTheFloorWhereItIs() throws Exception {
    try (Store store = file.openStore(KEEP_ALL)) {
      store.append(List.of(Publication.of("/a", "1"), passing(10), passing(20)), 0);
      store.append(List.of(Publication.of("/a", "4"), passing(10)), 5);
      for (long[] step : new long[][] {{9, 5}, {10, 4}, {14, 4}, {15, 3}, {19, 3}, {20, 2}}) {
        sweep(store, step[0]);
        assertThat(store.state().events()).as("events at %d", step[0]).isEqualTo(step[1]);
        assertThatTheStateIsRight(store);
      }
      assertThat(store.state().floor()).isZero();
      assertThat(store.state().head()).isEqualTo(5);
    }
  }

  @Test
  void whatHasExpiredDoesNotPushOutWhatIsToBeKept() throws Exception {
    try (Store store = file.openStore(new Retention(LONG, 100, MANY, HOUR))) {
      store.append(publications("alarm", 50), 0);
      store.append(Collections.nCopies(2 * STEP, passing(1_000)), 0);
      while (store.sweep(1_000)) {
        assertThat(store.state().floor()).isZero();
      }
      assertThat(store.state().events()).isEqualTo(50);
      assertThatTheStateIsRight(store);
    }
  }

  @Test
  void keysGoWhenTheirWindowIsOverHoweverManyThereAre() throws Exception {
    try (Store store = file.openStore(new Retention(LONG, MANY, MANY, Duration.ofMillis(100)))) {
      List<Publication> keyed = new ArrayList<>();
      for (int i = 0; i < 2 * STEP + 1; i++) {
        keyed.add(Publication.on("/a").key("k" + i).build());
      }
      store.append(keyed, 1_000);
      store.append(List.of(Publication.on("/a").key("later").build()), 1_001);
      sweep(store, 1_099);
      assertThat(keys()).isEqualTo(2 * STEP + 2);
      sweep(store, 1_100);
      assertThat(keys()).isEqualTo(1);
      sweep(store, 1_101);
      assertThat(keys()).isZero();
    }
  }

  @Test
  void aStepRemovesMoreThanAGroupAdds() throws Exception {
    int max = 1_000;
    int group = Writer.GROUP_MAX_PUBLICATIONS;
    try (Store store = file.openStore(new Retention(LONG, max, MANY, HOUR))) {
      for (int i = 0; i < 10; i++) {
        store.append(Collections.nCopies(group, Publication.of("/a", "")), 0);
        store.sweep(0);
        assertThat(store.state().events()).isLessThanOrEqualTo(max);
      }
      assertThatTheStateIsRight(store);
    }
  }

  @Test
  void aReaderInMidReplayMeetsTheFloorAndIsTold() throws Exception {
    Retention hundred = new Retention(LONG, 100, MANY, HOUR);
    try (SqliteLog log = file.open("e", hundred, System::currentTimeMillis)) {
      append(log, publications("a", 90));
      Page first = log.read(0, 2_000);
      assertThat(first.floor()).isZero();
      append(log, publications("b", 90));
      Eventually.assertHolds("eighty are gone", () -> log.bounds().floor() == 80);
      Page next = log.read(first.upTo(), 2_000);
      assertThat(next.floor()).isEqualTo(80).isGreaterThan(first.upTo());
      assertThat(next.events().get(0)).extracting(Event::offset).isEqualTo(81L);
    }
  }

  /** How many steps it took until nothing was left to do. */
  private static int sweep(Store store, long nowMillis) throws Exception {
    int steps = 1;
    while (store.sweep(nowMillis)) {
      steps++;
    }
    return steps;
  }

  private void assertThatTheStateIsRight(Store store) throws Exception {
    State state = store.state();
    assertThat(state.events()).isEqualTo(file.number("SELECT count(*) FROM event"));
    assertThat(state.sizeBytes())
        .isEqualTo(file.number("SELECT coalesce(sum(size_bytes), 0) FROM event"));
    assertThat(file.number("SELECT count(*) FROM event WHERE log_offset <= " + state.floor()))
        .isZero();
    for (String column : List.of("head", "floor", "events", "size_bytes")) {
      assertThat(file.number("SELECT " + column + " FROM state"))
          .as(column)
          .isEqualTo(
              switch (column) {
                case "head" -> state.head();
                case "floor" -> state.floor();
                case "events" -> state.events();
                default -> state.sizeBytes();
              });
    }
  }

  private long keys() throws Exception {
    return file.number("SELECT count(*) FROM publication_key");
  }

  private static Publication passing(long ttlMillis) {
    return Publication.on("/clock").ttl(Duration.ofMillis(ttlMillis)).build();
  }
}
