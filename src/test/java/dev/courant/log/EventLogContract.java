package dev.courant.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.courant.event.Event;
import dev.courant.event.Eventually;
import dev.courant.event.Publication;
import dev.courant.event.Seeds;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every log keeps to; each implementation runs it. */
public abstract class EventLogContract {
  private static final int ALL = Integer.MAX_VALUE;
  private static final int APPENDERS = 4;

  private final ExecutorService threads = Executors.newCachedThreadPool();

  /** An empty log that lets go of its oldest events when all of them weigh more than so much. */
  protected abstract EventLog openLog(long retentionBytes);

  @AfterEach
  void stopThreads() throws InterruptedException {
    threads.shutdownNow();
    assertThat(threads.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void anEmptyLogStandsBeforeTheFirstOffset() {
    try (EventLog log = openLog(ALL)) {
      assertThat(log.head().offset()).isZero();
      assertThat(log.oldestOffset()).isEqualTo(1);
      assertThat(log.read(0, ALL)).isEmpty();
    }
  }

  @Test
  void offsetsAreDenseFromOneInTheOrderGiven() throws Exception {
    try (EventLog log = openLog(ALL)) {
      List<Event> first = log.append(publications("a", 3)).get();
      List<Event> second = log.append(publications("b", 2)).get();

      assertThat(first).extracting(Event::offset).containsExactly(1L, 2L, 3L);
      assertThat(first).extracting(Event::publication).isEqualTo(publications("a", 3));
      assertThat(second).extracting(Event::offset).containsExactly(4L, 5L);
      assertThat(log.head()).isEqualTo(second.get(1).position());
      assertThat(log.oldestOffset()).isEqualTo(1);
      assertThat(log.read(0, ALL)).startsWith(first.get(0)).endsWith(second.get(1)).hasSize(5);
    }
  }

  @Test
  void whatIsAppendedTogetherStaysTogetherHoweverManyAppend() {
    Seeds.tryThree(this::appendAtOnce);
  }

  private void appendAtOnce(Random random) throws Exception {
    try (EventLog log = openLog(ALL)) {
      List<Event> followed = follow(log);
      List<Future<List<Event>>> appenders = new ArrayList<>();
      for (int i = 0; i < APPENDERS; i++) {
        String name = "appender" + i;
        Random sizes = new Random(random.nextLong());
        appenders.add(threads.submit(() -> appendBatches(log, name, sizes)));
      }
      List<Event> acknowledged = new ArrayList<>();
      for (Future<List<Event>> appender : appenders) {
        acknowledged.addAll(appender.get());
      }
      List<Event> stored = log.read(0, ALL);

      assertThat(stored).containsExactlyInAnyOrderElementsOf(acknowledged);
      assertDenseFrom(1, stored);
      Eventually.assertHolds("the follower has everything", () -> followed.size() == stored.size());
      assertThat(followed).containsExactlyElementsOf(stored);
    }
  }

  @Test
  void theFollowerIsNotToldBeforeTheEventsCanBeRead() throws Exception {
    try (EventLog log = openLog(ALL)) {
      Queue<String> early = new ConcurrentLinkedQueue<>();
      List<Event> followed = Collections.synchronizedList(new ArrayList<>());
      log.follow(
          batch -> {
            long before = batch.get(0).offset() - 1;
            if (!log.read(before, ALL).containsAll(batch)
                || log.head().offset() < before + batch.size()) {
              early.add(batch.toString());
            }
            followed.addAll(batch);
          });
      for (int i = 0; i < 100; i++) {
        log.append(publications("a" + i, 1 + i % 3)).get();
      }
      Eventually.assertHolds("the follower has everything", () -> followed.size() == 199);
      assertThat(early).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 500, 5_000, 1_000_000})
  void pagesOfAnySizeAddUpToEverything(int maxBytes) throws Exception {
    try (EventLog log = openLog(ALL)) {
      List<Event> all = new ArrayList<>();
      for (int i = 0; i < 50; i++) {
        all.addAll(log.append(List.of(Publication.of("/a", "x".repeat(i * 37)))).get());
      }
      List<Event> read = new ArrayList<>();
      for (List<Event> page = log.read(0, maxBytes);
          !page.isEmpty();
          page = log.read(read.size(), maxBytes)) {
        assertThat(page.size() == 1 || weight(page) <= maxBytes).as("size of a page").isTrue();
        read.addAll(page);
      }
      assertThat(read).isEqualTo(all);
      assertThat(log.read(50, maxBytes)).isEmpty();
      assertThat(log.read(Long.MAX_VALUE, maxBytes)).isEmpty();
    }
  }

  @Test
  void theOldestEventsGoWhenAllOfThemWeighTooMuch() throws Exception {
    try (EventLog log = openLog(20_000)) {
      List<Event> last = List.of();
      for (int i = 0; i < 300; i++) {
        last = log.append(List.of(Publication.of("/a", "x".repeat(100)))).get();
      }
      Eventually.assertHolds("retention", () -> weight(log.read(0, ALL)) <= 20_000);
      List<Event> kept = log.read(0, ALL);
      assertThat(kept).isNotEmpty().endsWith(last.get(0));
      assertThat(log.oldestOffset()).isGreaterThan(1).isEqualTo(kept.get(0).offset());
      assertDenseFrom(log.oldestOffset(), kept);
      assertThat(log.head().offset()).isEqualTo(300);
    }
  }

  @Test
  void aReaderBehindTheOldestEventAlwaysGetsTheOldestThereIs() throws Exception {
    try (EventLog log = openLog(5_000)) {
      log.append(publications("a", 1)).get();
      AtomicBoolean done = new AtomicBoolean();
      Future<?> appender =
          threads.submit(
              () -> {
                for (int i = 0; i < 20_000; i++) {
                  log.append(publications("a", 1)).join();
                }
                done.set(true);
              });
      while (!done.get()) {
        assertThat(log.read(0, 1)).hasSize(1);
      }
      appender.get();
    }
  }

  @Test
  void aClosedLogStoresNothingMoreAndLeavesNoAppendUndecided() throws Exception {
    EventLog log = openLog(ALL);
    List<Event> followed = follow(log);
    Queue<CompletableFuture<List<Event>>> appends = new ConcurrentLinkedQueue<>();
    List<Future<?>> appenders = new ArrayList<>();
    for (int i = 0; i < APPENDERS; i++) {
      appenders.add(
          threads.submit(
              () -> {
                CompletableFuture<List<Event>> append;
                do {
                  append = log.append(publications("a", 2));
                  appends.add(append);
                } while (!append.isCompletedExceptionally());
              }));
    }
    Eventually.assertHolds("appends under way", () -> followed.size() > 100);
    log.close();
    for (Future<?> appender : appenders) {
      appender.get(30, TimeUnit.SECONDS);
    }
    log.close();
    List<Event> stored =
        appends.stream()
            .peek(append -> assertThat(append).isDone())
            .filter(append -> !append.isCompletedExceptionally())
            .flatMap(append -> append.join().stream())
            .toList();
    assertThat(followed).containsExactlyInAnyOrderElementsOf(stored);
  }

  private static List<Event> appendBatches(EventLog log, String name, Random sizes)
      throws Exception {
    List<Event> acknowledged = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      List<Publication> batch = publications(name + "-" + i, 1 + sizes.nextInt(5));
      List<Event> stored = log.append(batch).get();
      assertThat(stored).extracting(Event::publication).isEqualTo(batch);
      assertDenseFrom(stored.get(0).offset(), stored);
      assertThat(acknowledged).allMatch(e -> e.offset() < stored.get(0).offset());
      acknowledged.addAll(stored);
    }
    return acknowledged;
  }

  /** Everything that the follower is told, in that order. */
  private static List<Event> follow(EventLog log) {
    List<Event> followed = Collections.synchronizedList(new ArrayList<>());
    log.follow(followed::addAll);
    return followed;
  }

  private static void assertDenseFrom(long offset, List<Event> events) {
    for (int i = 0; i < events.size(); i++) {
      assertThat(events.get(i).offset()).isEqualTo(offset + i);
    }
  }

  private static long weight(List<Event> events) {
    return events.stream().mapToLong(Event::weightBytes).sum();
  }

  private static List<Publication> publications(String name, int count) {
    List<Publication> all = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      all.add(Publication.on("/" + name).data(name + "/" + i).id(name + "/" + i).build());
    }
    return all;
  }
}
