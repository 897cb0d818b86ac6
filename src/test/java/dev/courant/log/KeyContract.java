package dev.courant.log;

import static dev.courant.log.LogFiller.all;
import static dev.courant.log.LogFiller.append;
import static dev.courant.log.LogFiller.follow;
import static dev.courant.log.LogFiller.refusalOf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.courant.event.Event;
import dev.courant.event.Eventually;
import dev.courant.event.IdempotencyKey;
import dev.courant.event.Publication;
import dev.courant.event.Receipt;
import dev.courant.event.Refusal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every log keeps to when publications come with an idempotency key. */
interface KeyContract extends LogContract {
  @Test
  default void aRepeatIsAnsweredWithTheFirstIdAndStoresNothing() {
    try (EventLog log = openLog()) {
      List<Event> followed = follow(log);
      append(log, keyed("k", "text"), Publication.on("/a").id("own").key("l").build());

      assertThat(append(log, keyed("k", "text"))).containsExactly(new Receipt("#e-1", true));
      assertThat(append(log, Publication.on("/a").id("own").key("l").build()))
          .containsExactly(new Receipt("own", true));
      assertThat(log.bounds().head().offset()).isEqualTo(2);
      assertThat(all(log)).hasSize(2);
      assertThat(followed).hasSize(2);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"data", "topic", "topics", "type", "id", "retry", "private", "ttl"})
  default void aKeyThatIsUsedForSomethingElseIsRefused(String part) {
    Publication.Builder other = Publication.on(part.equals("topic") ? "/b" : "/a").key("k");
    switch (part) {
      case "data" -> other.data("other");
      case "topics" -> other.alsoOn("/b");
      case "type" -> other.type("other");
      case "id" -> other.id("other");
      case "retry" -> other.retry(Duration.ZERO);
      case "private" -> other.asPrivate();
      case "ttl" -> other.ttl(Duration.ofSeconds(1));
      default -> {
        // The topic differs already.
      }
    }
    try (EventLog log = openLog()) {
      append(log, keyed("k", ""));
      assertThat(refusalOf(log, other.build())).isEqualTo(Refusal.KEY_REUSED);
      assertThat(log.bounds().head().offset()).isEqualTo(1);
      assertThat(append(log, keyed("k", ""))).containsExactly(new Receipt("#e-1", true));
    }
  }

  @Test
  default void publishersDoNotMeetInTheirKeys() {
    try (EventLog log = openLog()) {
      for (String subject : List.of("", "a", "b", "ab", "A")) {
        for (String name : List.of("k", "bk", "K")) {
          Publication publication =
              Publication.on("/a")
                  .data(subject + "/" + name)
                  .key(new IdempotencyKey(subject, name))
                  .build();
          assertThat(append(log, publication)).singleElement().matches(r -> !r.isRepeat());
        }
      }
      assertThat(all(log)).hasSize(15);
    }
  }

  @Test
  default void withinOneBatchAKeyCountsAsWell() {
    try (EventLog log = openLog()) {
      List<Event> followed = follow(log);
      List<CompletableFuture<Receipt>> receipts =
          log.append(
              List.of(
                  keyed("k", "1"),
                  keyed("k", "1"),
                  keyed("k", "other"),
                  Publication.of("/a", "2"),
                  keyed("l", "3"),
                  keyed("k", "1")));
      assertThat(receipts.get(0).join()).isEqualTo(new Receipt("#e-1", false));
      assertThat(receipts.get(1).join()).isEqualTo(new Receipt("#e-1", true));
      assertThat(refusalOf(receipts.get(2))).isEqualTo(Refusal.KEY_REUSED);
      assertThat(receipts.get(3).join()).isEqualTo(new Receipt("#e-2", false));
      assertThat(receipts.get(4).join()).isEqualTo(new Receipt("#e-3", false));
      assertThat(receipts.get(5).join()).isEqualTo(new Receipt("#e-1", true));

      assertThat(all(log)).extracting(e -> e.publication().data()).containsExactly("1", "2", "3");
      assertThat(followed)
          .extracting(e -> e.publication().data(), Event::offset)
          .isEqualTo(
              all(log).stream()
                  .map(e -> org.assertj.core.groups.Tuple.tuple(e.publication().data(), e.offset()))
                  .toList());
    }
  }

  @Test
  default void aKeyIsForgottenWhenItsWindowIsOverAndNotBefore() {
    AtomicLong clock = new AtomicLong(5_000);
    try (EventLog log = openLog(ALL, Duration.ofMillis(100), clock::get)) {
      append(log, keyed("k", "1"));
      clock.set(5_099);
      assertThat(append(log, keyed("k", "1"))).containsExactly(new Receipt("#e-1", true));
      assertThat(refusalOf(log, keyed("k", "2"))).isEqualTo(Refusal.KEY_REUSED);

      clock.set(5_100);
      assertThat(append(log, keyed("k", "2"))).containsExactly(new Receipt("#e-2", false));
      clock.set(5_199);
      assertThat(append(log, keyed("k", "2"))).containsExactly(new Receipt("#e-2", true));
      clock.set(5_200);
      assertThat(append(log, keyed("k", "2"))).containsExactly(new Receipt("#e-3", false));
    }
  }

  @Test
  default void aKeyOutlivesItsEvent() {
    try (EventLog log = openLog(5_000)) {
      append(log, keyed("k", "1"));
      for (int i = 0; i < 20; i++) {
        append(log, Publication.of("/a", "x".repeat(1_000)));
      }
      Eventually.assertHolds("the event is gone", () -> log.bounds().floor() > 0);
      assertThat(append(log, keyed("k", "1"))).containsExactly(new Receipt("#e-1", true));
    }
  }

  @Test
  default void ofManyWhoSendTheSameAtOnceOneIsStored() {
    try (EventLog log = openLog()) {
      List<CompletableFuture<List<Receipt>>> senders = new ArrayList<>();
      for (int sender = 0; sender < 8; sender++) {
        senders.add(
            CompletableFuture.supplyAsync(
                () -> {
                  List<Receipt> receipts = new ArrayList<>();
                  for (int i = 0; i < 50; i++) {
                    receipts.addAll(append(log, keyed("k" + i, "" + i)));
                  }
                  return receipts;
                }));
      }
      List<Receipt> receipts = senders.stream().flatMap(s -> s.join().stream()).toList();
      assertThat(receipts.stream().filter(r -> !r.isRepeat())).hasSize(50);
      assertThat(receipts.stream().map(Receipt::id).distinct()).hasSize(50);
      assertThat(all(log)).hasSize(50);
    }
  }

  private static Publication keyed(String key, String data) {
    return Publication.on("/a").data(data).key(key).build();
  }
}
