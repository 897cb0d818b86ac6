package dev.courant.log;

import static dev.courant.log.LogFiller.all;
import static dev.courant.log.LogFiller.append;
import static dev.courant.log.LogFiller.data;
import static dev.courant.log.LogFiller.publications;
import static org.assertj.core.api.Assertions.assertThat;

import dev.courant.event.Event;
import dev.courant.event.Eventually;
import dev.courant.event.Publication;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every log keeps to when it is read, and when it lets go of something. */
interface ReadingContract extends LogContract {
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 500, 5_000, 1_000_000, ALL})
  default void pagesOfAnySizeAddUpToEverything(int maxBytes) {
    try (EventLog log = openLog()) {
      for (int i = 0; i < 50; i++) {
        append(log, Publication.of("/a", "x".repeat(i * 37)));
      }
      List<Event> read = new ArrayList<>();
      while (read.size() < 50) {
        Page page = log.read(read.size(), maxBytes);
        List<Event> butOne = page.events().subList(0, page.events().size() - 1);
        assertThat(butOne.stream().mapToLong(Event::weightBytes).sum())
            .as("what was read before the last event of a page")
            .isLessThanOrEqualTo(maxBytes);
        read.addAll(page.events());
        assertThat(page.upTo()).isEqualTo(read.size());
        assertThat(page.floor()).isZero();
      }
      assertThat(read)
          .extracting(Event::offset)
          .isEqualTo(LongStream.rangeClosed(1, 50).boxed().toList());
      assertThat(read).extracting(e -> e.publication().data().length()).contains(0, 49 * 37);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {3, 4, Long.MAX_VALUE - 1, Long.MAX_VALUE})
  default void behindTheHeadThereIsNothing(long after) {
    try (EventLog log = openLog()) {
      append(log, publications("a", 3));
      assertThat(log.read(after, ALL)).isEqualTo(new Page(List.of(), 3, 0));
    }
  }

  @Test
  default void theOldestEventsGoWhenAllOfThemWeighTooMuch() {
    try (EventLog log = openLog(30_000)) {
      for (int i = 0; i < 30; i++) {
        append(log, publications("x".repeat(100), 10));
      }
      Eventually.assertHolds("the oldest are gone", () -> log.bounds().floor() > 0);
      Page kept = log.read(0, ALL);
      assertThat(kept.floor()).isPositive().isEqualTo(log.bounds().floor());
      assertThat(kept.upTo()).isEqualTo(log.bounds().head().offset()).isEqualTo(300);
      assertThat(kept.events())
          .extracting(Event::offset)
          .isNotEmpty()
          .isEqualTo(LongStream.rangeClosed(kept.floor() + 1, 300).boxed().toList());
      long floor = kept.floor();
      assertThat(log.read(floor - 1, 1).events()).isEqualTo(kept.events().subList(0, 1));
      assertThat(log.read(floor, 1).events()).isEqualTo(kept.events().subList(0, 1));
      assertThat(log.read(floor + 1, 1).events()).isEqualTo(kept.events().subList(1, 2));
    }
  }

  @Test
  default void aReaderBehindTheFloorAlwaysGetsTheOldestThereIs() {
    try (EventLog log = openLog(5_000)) {
      append(log, publications("a", 1));
      CompletableFuture<Void> appending =
          CompletableFuture.runAsync(
              () -> {
                for (int i = 0; i < 200; i++) {
                  append(log, publications("a", 50));
                }
              });
      while (!appending.isDone()) {
        Page page = log.read(0, 1);
        assertThat(page.events())
            .singleElement()
            .extracting(Event::offset)
            .isEqualTo(page.floor() + 1);
        assertThat(page.upTo()).isEqualTo(page.floor() + 1);
      }
      appending.join();
    }
  }

  @Test
  default void anEventWhoseTtlIsOverIsNotReadAnyMoreAndNotLostEither() {
    AtomicLong clock = new AtomicLong(1_000);
    try (EventLog log = openLog(clock::get)) {
      append(
          log,
          passing("1", 10),
          Publication.of("/a", "2"),
          passing("3", 5),
          passing("4", 10),
          Publication.of("/a", "5"),
          passing("6", 5),
          passing("7", 10));
      assertThat(data(log.read(0, ALL).events()))
          .containsExactly("1", "2", "3", "4", "5", "6", "7");

      clock.set(1_005);
      assertThat(data(log.read(0, ALL).events())).containsExactly("1", "2", "4", "5", "7");
      clock.set(1_009);
      assertThat(data(log.read(0, ALL).events())).containsExactly("1", "2", "4", "5", "7");
      clock.set(1_010);
      Page page = log.read(0, ALL);
      assertThat(data(page.events())).containsExactly("2", "5");
      assertThat(page.upTo()).as("the page reaches to the head").isEqualTo(7);
      assertThat(page.floor()).isZero();
      assertThat(log.bounds().floor()).isZero();
      assertThat(log.read(5, ALL)).isEqualTo(new Page(List.of(), 7, 0));
    }
  }

  @Test
  default void pagesOfExpiredEventsLeadOnToTheNext() {
    AtomicLong clock = new AtomicLong();
    try (EventLog log = openLog(clock::get)) {
      for (int i = 0; i < 100; i++) {
        append(log, i % 10 == 9 ? Publication.of("/a", "" + i) : passing("x".repeat(100), 5));
      }
      clock.set(5);
      List<String> data = new ArrayList<>();
      long after = 0;
      while (after < 100) {
        Page page = log.read(after, 1_000);
        assertThat(page.upTo()).isGreaterThan(after);
        data.addAll(data(page.events()));
        after = page.upTo();
      }
      assertThat(data).containsExactly("9", "19", "29", "39", "49", "59", "69", "79", "89", "99");
    }
  }

  @Test
  default void anIdLeadsToItsEarliestEventThatIsKept() {
    try (EventLog log = openLog(20_000)) {
      append(log, publications("a", 1));
      append(log, publications("a", 3));
      append(log, publications("a", 3));
      append(log, Publication.on("/a").id("größe").build(), Publication.of("/a", "without"));
      assertThat(log.offsetOf("a/0", 0)).hasValue(1);
      assertThat(log.offsetOf("a/2", 0)).hasValue(4);
      assertThat(log.offsetOf("größe", 0)).hasValue(8);
      assertThat(log.offsetOf("a/0", 1)).as("the next of that id").hasValue(2);
      assertThat(log.offsetOf("a/0", 2)).hasValue(5);
      assertThat(log.offsetOf("a/0", 5)).isEmpty();
      for (String unknown : List.of("a/3", "A/0", "a/", "", "#e-9", "größe ", "null")) {
        assertThat(log.offsetOf(unknown, 0)).as(unknown).isEmpty();
      }
      while (log.bounds().floor() < 8) {
        append(log, Publication.on("/b").id("a/1").data("x".repeat(1_000)).build());
      }
      assertThat(log.offsetOf("größe", 0)).isEmpty();
      // Retention may still be at work: what is the earliest changes until it is done.
      Eventually.assertHolds(
          "the earliest one that is kept",
          () -> log.offsetOf("a/1", 0).equals(OptionalLong.of(earliest(log, "a/1"))));
    }
  }

  private static long earliest(EventLog log, String id) {
    return all(log).stream()
        .filter(event -> event.id().equals(id))
        .mapToLong(Event::offset)
        .findFirst()
        .orElseThrow();
  }

  private static Publication passing(String data, long ttlMillis) {
    return Publication.on("/a").data(data).ttl(Duration.ofMillis(ttlMillis)).build();
  }
}
