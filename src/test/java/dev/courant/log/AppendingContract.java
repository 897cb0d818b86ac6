package dev.courant.log;

import static dev.courant.log.LogFiller.all;
import static dev.courant.log.LogFiller.append;
import static dev.courant.log.LogFiller.follow;
import static dev.courant.log.LogFiller.publications;
import static dev.courant.log.LogFiller.refusalOf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.courant.event.Event;
import dev.courant.event.Eventually;
import dev.courant.event.Position;
import dev.courant.event.Publication;
import dev.courant.event.Receipt;
import dev.courant.event.Refusal;
import dev.courant.event.Seeds;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** What every log keeps to when something is appended. */
interface AppendingContract extends LogContract {
  int APPENDERS = 8;

  @Test
  default void anEmptyLogStandsBeforeTheFirstOffset() {
    try (EventLog log = openLog()) {
      assertThat(log.bounds()).isEqualTo(new Bounds(new Position("e", 0), 0));
      assertThat(log.epochs()).isEqualTo(Epochs.startingWith("e"));
      assertThat(log.read(0, ALL)).isEqualTo(new Page(List.of(), 0, 0));
      assertThat(log.append(List.of())).isEmpty();
    }
  }

  @Test
  default void offsetsAreDenseFromOneInTheOrderGiven() {
    try (EventLog log = openLog(() -> 1_700_000_000_000L)) {
      append(log, publications("a", 3));
      append(log, publications("b", 2));

      List<Publication> both = new ArrayList<>(publications("a", 3));
      both.addAll(publications("b", 2));
      List<Event> expected = new ArrayList<>();
      for (int i = 0; i < both.size(); i++) {
        expected.add(new Event(new Position("e", i + 1), 1_700_000_000_000L, both.get(i)));
      }
      assertThat(all(log)).isEqualTo(expected);
      assertThat(log.bounds()).isEqualTo(new Bounds(new Position("e", 5), 0));
    }
  }

  @Test
  default void aReceiptBearsTheIdThatReadersGet() {
    try (EventLog log = openLog()) {
      List<Receipt> receipts =
          append(
              log,
              Publication.of("/a", "1"),
              Publication.on("/a").id("own").build(),
              Publication.on("/a").id("größe").build());
      assertThat(receipts)
          .containsExactly(
              new Receipt("#e-1", false), new Receipt("own", false), new Receipt("#e-3", false));
      assertThat(all(log)).extracting(Event::id).containsExactly("#e-1", "own", "#e-3");
    }
  }

  @Test
  default void everyPartOfAPublicationIsKept() {
    Publication full =
        Publication.on("/a")
            .alsoOn("https://example.com/größe?x=1#y")
            .data("\u0000 \n\n\uFEFF\uD83D\uDE80\n")
            .type(" größe ")
            .id("größe")
            .retry(Duration.ofMillis(0))
            .ttl(Duration.ofDays(3650))
            .asPrivate()
            .build();
    try (EventLog log = openLog()) {
      append(log, full, Publication.of("/b", ""));
      assertThat(all(log))
          .extracting(Event::publication)
          .containsExactly(full, Publication.of("/b", ""));
    }
  }

  @Test
  default void whatIsAppendedTogetherStaysTogetherHoweverManyAppend() {
    Seeds.tryThree(this::appendAtOnce);
  }

  private void appendAtOnce(Random random) throws Exception {
    try (EventLog log = openLog()) {
      List<Event> followed = follow(log);
      List<Callable<List<Receipt>>> appenders = new ArrayList<>();
      for (int i = 0; i < APPENDERS; i++) {
        String name = "appender" + i;
        Random sizes = new Random(random.nextLong());
        appenders.add(() -> appendBatches(log, name, sizes));
      }
      int acknowledged = 0;
      for (List<Receipt> receipts : atOnce(appenders)) {
        acknowledged += receipts.size();
      }
      List<Event> stored = all(log);
      assertThat(stored)
          .extracting(Event::offset)
          .isEqualTo(LongStream.rangeClosed(1, acknowledged).boxed().toList());
      assertThat(followed).isEqualTo(stored);
    }
  }

  private static List<Receipt> appendBatches(EventLog log, String name, Random sizes) {
    List<Receipt> receipts = new ArrayList<>();
    long before = 0;
    for (int i = 0; i < 100; i++) {
      List<Publication> batch = new ArrayList<>();
      for (int n = sizes.nextInt(5); n >= 0; n--) {
        batch.add(Publication.of("/" + name, i + "/" + n));
      }
      receipts.addAll(append(log, batch));
      long first = offsetOf(receipts.get(receipts.size() - batch.size()));
      assertThat(first).isGreaterThan(before);
      assertThat(log.read(first - 1, ALL).events().subList(0, batch.size()))
          .extracting(Event::publication)
          .isEqualTo(batch);
      before = first;
    }
    return receipts;
  }

  @Test
  default void theFollowerIsToldInOrderWhenTheEventsCanBeReadAndBeforeThePublishers() {
    try (EventLog log = openLog()) {
      Queue<String> early = new ConcurrentLinkedQueue<>();
      List<Event> followed = Collections.synchronizedList(new ArrayList<>());
      log.follow(
          batch -> {
            for (Event event : batch) {
              long before = event.offset() - 1;
              if (!log.read(before, 1).events().equals(List.of(event))
                  || log.bounds().head().offset() <= before) {
                early.add(event.toString());
              }
            }
            followed.addAll(batch);
          });
      List<CompletableFuture<Void>> told = new ArrayList<>();
      for (int i = 0; i < 100; i++) {
        for (CompletableFuture<Receipt> receipt :
            log.append(Collections.nCopies(1 + i % 3, Publication.of("/a", "" + i)))) {
          told.add(
              receipt.thenAccept(
                  stored -> {
                    if (followed.size() < offsetOf(stored)) {
                      early.add("The publisher of " + stored);
                    }
                  }));
        }
      }
      told.forEach(CompletableFuture::join);
      assertThat(early).isEmpty();
      assertThat(followed).isEqualTo(all(log)).hasSize(199);
    }
  }

  @Test
  default void aClosedLogStoresNothingMoreAndLeavesNoAppendUndecided() throws Exception {
    EventLog log = openLog();
    List<Event> followed = follow(log);
    Queue<CompletableFuture<Receipt>> appends = new ConcurrentLinkedQueue<>();
    List<Callable<Void>> appenders = new ArrayList<>();
    for (int i = 0; i < APPENDERS; i++) {
      appenders.add(
          () -> {
            List<CompletableFuture<Receipt>> append;
            do {
              append = log.append(publications("a", 2));
              appends.addAll(append);
              append.get(0).handle((stored, failure) -> failure).get(30, TimeUnit.SECONDS);
            } while (!append.get(0).isCompletedExceptionally());
            return null;
          });
    }
    CompletableFuture<Void> closing =
        CompletableFuture.runAsync(
            () -> {
              Eventually.assertHolds("appends under way", () -> followed.size() > 100);
              log.close();
            });
    atOnce(appenders);
    closing.get(30, TimeUnit.SECONDS);
    log.close();

    assertThat(appends).allMatch(CompletableFuture::isDone);
    long stored = appends.stream().filter(append -> !append.isCompletedExceptionally()).count();
    assertThat(followed).hasSize((int) stored);
    assertThat(refusalOf(log, Publication.of("/late", ""))).isEqualTo(Refusal.STOPPING);
  }

  private static long offsetOf(Receipt receipt) {
    return Long.parseLong(receipt.id().substring("#e-".length()));
  }

  /** Runs it all at the same time. */
  private static <T> List<T> atOnce(List<Callable<T>> tasks) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(tasks.size());
    try {
      List<T> results = new ArrayList<>();
      for (Future<T> task : threads.invokeAll(tasks)) {
        results.add(task.get(30, TimeUnit.SECONDS));
      }
      return results;
    } finally {
      threads.shutdownNow();
    }
  }
}
