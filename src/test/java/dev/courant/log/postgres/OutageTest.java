package dev.courant.log.postgres;

import static dev.courant.log.LogFiller.all;
import static dev.courant.log.LogFiller.append;
import static dev.courant.log.LogFiller.data;
import static dev.courant.log.LogFiller.follow;
import static dev.courant.log.LogFiller.refusalOf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.courant.event.Event;
import dev.courant.event.Publication;
import dev.courant.event.Receipt;
import dev.courant.event.Refusal;
import dev.courant.it.Eventually;
import dev.courant.log.EventLog;
import dev.courant.log.LogFollower;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What nodes do while their database is away, and when it comes back as another. */
class OutageTest {
  @TempDir private Path directory;
  private OwnPostgres database;
  private final List<PostgresLog> nodes = new ArrayList<>();
  private final List<List<Event>> followed = new ArrayList<>();

  @BeforeEach
  void start() throws Exception {
    database = OwnPostgres.in(directory);
    for (int i = 0; i < 2; i++) {
      PostgresLog node = Nodes.open(database.address());
      nodes.add(node);
      followed.add(follow(node));
    }
    append(nodes.get(0), Publication.of("/a", "1"));
  }

  @AfterEach
  void stop() throws Exception {
    nodes.forEach(EventLog::close);
    database.close();
  }

  @Test
  void whileItIsStoppedPublishingIsRefusedAndAfterwardsNothingIsMissing() throws Exception {
    database.stop();
    assertThat(refusalOf(nodes.get(0), Publication.of("/a", "lost")))
        .isEqualTo(Refusal.STORE_UNAVAILABLE);
    assertThat(nodes.get(0).trouble()).isPresent();
    assertThat(refusalOf(nodes.get(0), Publication.of("/a", "lost")))
        .isEqualTo(Refusal.STORE_UNAVAILABLE);
    database.start();
    publish(nodes.get(0), "2");
    everybodyHas("1", "2");
  }

  @Test
  void killedUnderLoadItHasEverythingThatWasAcknowledged() throws Exception {
    List<CompletableFuture<Receipt>> receipts = Collections.synchronizedList(new ArrayList<>());
    for (int i = 0; i < 200; i++) {
      receipts.addAll(nodes.get(i % 2).append(List.of(Publication.of("/a", "load " + i))));
      if (i == 100) {
        receipts.get(50).join();
        database.kill();
      }
    }
    database.start();
    for (CompletableFuture<Receipt> receipt : receipts) {
      receipt.handle((stored, failure) -> true).get(60, TimeUnit.SECONDS);
    }
    publish(nodes.get(1), "last");
    nodes.get(0).refresh();
    List<Event> all = all(nodes.get(0));
    for (int i = 0; i < receipts.size(); i++) {
      if (!receipts.get(i).isCompletedExceptionally()) {
        assertThat(data(all)).contains("load " + i);
      }
    }
    for (List<Event> one : followed) {
      Eventually.holds(() -> assertThat(texts(one)).isEqualTo(texts(all)));
    }
  }

  @Test
  void oneThatHangsIsGivenUpAndCaughtUpWithWhenItGoesOn() throws Exception {
    database.hang();
    try {
      assertThat(refusalOf(nodes.get(0), Publication.of("/a", "?")))
          .isEqualTo(Refusal.STORE_UNAVAILABLE);
      assertThat(nodes.get(0).trouble()).isPresent();
    } finally {
      database.goOn();
    }
    publish(nodes.get(1), "2");
    nodes.get(0).refresh();
    assertThat(data(all(nodes.get(0)))).startsWith("1").endsWith("2");
    for (List<Event> one : followed) {
      List<String> all = texts(all(nodes.get(0)));
      Eventually.holds(Nodes.PATIENCE, () -> assertThat(texts(one)).isEqualTo(all));
    }
  }

  /** Its identifier and timeline are as before: only nodes that were there can tell. */
  @Test
  void onePutBackToAnOlderCopyBeginsANewEpochAndWhoKnowsMoreIsTold() throws Exception {
    List<Long> wentBack = Collections.synchronizedList(new ArrayList<>());
    List<String> told = Collections.synchronizedList(new ArrayList<>());
    nodes
        .get(0)
        .follow(
            new LogFollower() {
              @Override
              public void stored(List<Event> events) {
                events.forEach(event -> told.add(event.id()));
              }

              @Override
              public void wentBack(long head) {
                wentBack.add(head);
              }
            });
    database.stop();
    database.copyTo(directory.resolve("copy"));
    database.start();
    publish(nodes.get(0), "2");
    publish(nodes.get(0), "3");
    nodes.get(1).refresh();
    assertThat(told).containsExactly("#e-2", "#e-3");

    database.stop();
    database.putBack(directory.resolve("copy"));
    database.start();
    Eventually.holds(Nodes.PATIENCE, () -> assertThat(wentBack).containsExactly(1L));
    Eventually.holds(
        Nodes.PATIENCE, () -> assertThat(nodes.get(1).bounds().head().offset()).isEqualTo(1));
    publish(nodes.get(1), "other");
    Eventually.holds(() -> assertThat(told).hasSize(3));
    assertThat(told.get(2)).matches("#e.-2");
    assertThat(nodes.get(0).epochs()).isEqualTo(nodes.get(1).epochs());
    assertThat(nodes.get(0).epochs().endOf("e")).hasValue(1);
  }

  @Test
  void anotherServerWithTheSameTablesIsAnotherHistory() throws Exception {
    PostgresLog node = nodes.get(0);
    sql("UPDATE state SET system_id = 'of the server that this was dumped from'");
    database.stop();
    database.start();
    Eventually.holds(Nodes.PATIENCE, () -> assertThat(node.epochs().chain()).hasSize(2));
    publish(node, "2");
    assertThat(followed.get(0)).hasSize(2);
    assertThat(followed.get(0).get(0).id()).isEqualTo("#e-1");
    assertThat(followed.get(0).get(1).id()).matches("#e.-2");
    everybodyHas("1", "2");
  }

  /** As a publisher does that is told to come back later; what has a key is stored once. */
  private static void publish(PostgresLog node, String data) throws Exception {
    Publication publication = Publication.on("/a").data(data).key(data).build();
    Eventually.holds(
        Nodes.PATIENCE,
        () -> assertThat(node.append(List.of(publication)).get(0)).succeedsWithin(Nodes.PATIENCE));
  }

  /** After a power cut nobody knows who is up first. */
  @Test
  void aNodeThatIsStartedBeforeItsDatabaseWaitsForIt() throws Exception {
    database.stop();
    CompletableFuture<PostgresLog> starting =
        CompletableFuture.supplyAsync(() -> Nodes.open(database.address()));
    assertThat(starting).isNotDone();
    database.start();
    nodes.add(starting.get(60, TimeUnit.SECONDS));
    assertThat(data(all(nodes.get(2)))).containsExactly("1");
  }

  private static List<String> texts(List<Event> events) {
    return List.copyOf(events).stream()
        .map(event -> event.id() + " " + event.publication().data())
        .toList();
  }

  private void everybodyHas(String... texts) throws Exception {
    for (List<Event> one : followed) {
      Eventually.holds(Nodes.PATIENCE, () -> assertThat(data(one)).containsExactly(texts));
    }
  }

  private void sql(String statement) throws Exception {
    try (var connection = DriverManager.getConnection(database.address());
        var sql = connection.createStatement()) {
      sql.execute(statement);
    }
  }
}
