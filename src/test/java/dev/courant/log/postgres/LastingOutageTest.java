package dev.courant.log.postgres;

import static dev.courant.log.LogFiller.all;
import static dev.courant.log.LogFiller.data;
import static dev.courant.log.LogFiller.follow;
import static org.assertj.core.api.Assertions.assertThat;

import dev.courant.event.Event;
import dev.courant.event.Publication;
import dev.courant.it.Eventually;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * P1 and P2 through trouble that lasts: half a minute when it.long. All the while a publisher at
 * each node sends what is to be stored until it is, as one does that is told to come back later.
 */
class LastingOutageTest {
  private static final Duration SPELL = Duration.ofSeconds(Boolean.getBoolean("it.long") ? 30 : 1);
  private static final Duration HELD = Duration.ofSeconds(Boolean.getBoolean("it.long") ? 5 : 1);
  private static final int NODES = 2;
  private static final long PAUSE_NANOS = Duration.ofMillis(20).toNanos();

  @TempDir private Path directory;
  private OwnPostgres database;
  private String address;
  private final List<PostgresLog> nodes = new ArrayList<>();
  private final List<List<Event>> followed = new ArrayList<>();
  private final List<AtomicInteger> stored = new ArrayList<>();
  private final List<CompletableFuture<Void>> publishers = new ArrayList<>();
  private volatile boolean isOver;
  private volatile boolean isGivenUp;

  @BeforeEach
  void start() throws Exception {
    database = OwnPostgres.in(directory);
    // With the patience that a node has where the address says nothing of it.
    address = database.address().replaceAll("&(socket|connect)Timeout=\\d+", "");
    for (int i = 0; i < NODES; i++) {
      PostgresLog node = Nodes.open(address);
      nodes.add(node);
      followed.add(follow(node));
    }
    for (int i = 0; i < NODES; i++) {
      PostgresLog node = nodes.get(i);
      AtomicInteger count = new AtomicInteger();
      stored.add(count);
      String name = i + "/";
      publishers.add(CompletableFuture.runAsync(() -> publish(node, name, count)));
    }
    awaitProgress();
  }

  @AfterEach
  void stop() throws Exception {
    isOver = true;
    isGivenUp = true;
    nodes.forEach(PostgresLog::close);
    database.close();
  }

  @Test
  void stopped() throws Exception {
    database.stop();
    awaitTrouble();
    throughout(() -> assertThat(nodes).allMatch(node -> node.trouble().isPresent()));
    database.start();
    assertNothingIsMissing();
  }

  @Test
  void hung() throws Exception {
    database.hang();
    try {
      awaitTrouble();
      throughout(() -> assertThat(nodes).allMatch(node -> node.trouble().isPresent()));
    } finally {
      database.goOn();
    }
    assertNothingIsMissing();
  }

  @Test
  void withSessionsThatListenEndedEachSecond() throws Exception {
    AtomicInteger ended = new AtomicInteger();
    long end = System.nanoTime() + SPELL.toNanos();
    while (System.nanoTime() < end) {
      // The server is the one who waits for the second to be over.
      ended.addAndGet(
          (int)
              database.number(
                  "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity, pg_sleep(1)"
                      + " WHERE query LIKE 'LISTEN%'"));
    }
    assertThat(ended).as("sessions that were ended").hasPositiveValue();
    assertThat(nodes).as("nobody could not publish").allMatch(node -> node.trouble().isEmpty());
    assertNothingIsMissing();
  }

  @Test
  void withATransactionThatIsHeldOpen() throws Exception {
    try (Connection held = DriverManager.getConnection(address);
        Statement statement = held.createStatement()) {
      held.setAutoCommit(false);
      statement.execute("SELECT head FROM state FOR UPDATE");
      Eventually.holds(() -> assertThat(waiting()).as("nodes that wait").isEqualTo(NODES));
      statement.execute("SELECT pg_sleep(%d)".formatted(HELD.toSeconds()));
      assertThat(nodes).allMatch(node -> node.trouble().isEmpty());
      held.commit();
    }
    assertNothingIsMissing();
  }

  /** Holds all the time that trouble lasts. */
  private static void throughout(Runnable claim) {
    long end = System.nanoTime() + SPELL.toNanos();
    while (System.nanoTime() < end) {
      claim.run();
      LockSupport.parkNanos(PAUSE_NANOS);
    }
  }

  private void awaitTrouble() throws Exception {
    Eventually.holds(
        Nodes.PATIENCE, () -> assertThat(nodes).allMatch(node -> node.trouble().isPresent()));
  }

  private void awaitProgress() throws Exception {
    for (AtomicInteger count : stored) {
      int before = count.get();
      Eventually.holds(Nodes.PATIENCE, () -> assertThat(count).hasValueGreaterThan(before + 5));
    }
  }

  private void assertNothingIsMissing() throws Exception {
    awaitProgress();
    isOver = true;
    for (CompletableFuture<Void> publisher : publishers) {
      publisher.get(1, TimeUnit.MINUTES);
    }
    nodes.get(0).refresh();
    List<Event> all = all(nodes.get(0));
    for (int i = 0; i < NODES; i++) {
      String name = i + "/";
      assertThat(data(all).stream().filter(text -> text.startsWith(name)))
          .as("once, in order, and none is missing")
          .isEqualTo(IntStream.range(0, stored.get(i).get()).mapToObj(n -> name + n).toList());
      List<Event> one = followed.get(i);
      Eventually.holds(Nodes.PATIENCE, () -> assertThat(texts(one)).isEqualTo(texts(all)));
    }
  }

  private static List<String> texts(List<Event> events) {
    return List.copyOf(events).stream()
        .map(event -> event.id() + " " + event.publication().data())
        .toList();
  }

  private void publish(PostgresLog node, String name, AtomicInteger count) {
    while (!isOver) {
      String text = name + count.get();
      Publication publication = Publication.on("/a").data(text).key(text).build();
      while (!isStored(node, publication)) {
        if (isGivenUp) {
          return;
        }
        LockSupport.parkNanos(PAUSE_NANOS);
      }
      count.incrementAndGet();
    }
  }

  private static boolean isStored(PostgresLog node, Publication publication) {
    try {
      node.append(List.of(publication)).get(0).join();
      return true;
    } catch (CompletionException refused) {
      return false;
    }
  }

  private long waiting() throws Exception {
    return database.number("SELECT count(*) FROM pg_locks WHERE NOT granted");
  }
}
