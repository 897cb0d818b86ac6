package dev.courant.log.postgres;

import static dev.courant.log.LogFiller.all;
import static dev.courant.log.LogFiller.append;
import static dev.courant.log.LogFiller.data;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.courant.event.Event;
import dev.courant.event.Publication;
import dev.courant.event.Receipt;
import dev.courant.it.Eventually;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** P1 and P2 where several nodes write into one log. */
class SeveralNodesTest implements OneOrderContract {
  private static final int NODES = ThreeNodes.NODES;

  @RegisterExtension final ThreeNodes three = new ThreeNodes();
  private final List<PostgresLog> nodes = three.nodes;
  private final List<List<Event>> followed = three.followed;

  @Override
  public ThreeNodes three() {
    return three;
  }

  /** A sequence would have let the others pass, and readers skip what was committed late. */
  @Test
  void nobodyPassesATransactionThatIsHeldOpen() throws Exception {
    append(nodes.get(0), Publication.of("/a", "1"));
    CompletableFuture<Receipt> other;
    try (Connection held = DriverManager.getConnection(three.address);
        Statement statement = held.createStatement()) {
      held.setAutoCommit(false);
      statement.execute("SELECT head FROM state FOR UPDATE");
      statement.execute(
          "INSERT INTO event (log_offset, time_ms, topics, private, data, size_bytes)"
              + " VALUES (2, 0, '/a', 0, '2', 50)");
      statement.execute("UPDATE state SET head = 2, events = 2");
      other = nodes.get(1).append(List.of(Publication.of("/a", "3"))).get(0);
      Eventually.holds(() -> assertThat(waiting()).isPositive());
      assertThat(other).isNotDone();
      nodes.get(2).refresh();
      assertThat(data(all(nodes.get(2)))).containsExactly("1");
      held.commit();
    }
    assertThat(other.join()).isEqualTo(new Receipt("#e-3", false));
    for (List<Event> one : followed) {
      Eventually.holds(() -> assertThat(data(one)).containsExactly("1", "2", "3"));
    }
  }

  @Test
  void aNodeThatIsBehindCatchesUpWhenItIsAsked() {
    append(nodes.get(0), Publication.of("/a", "1"));
    nodes.get(1).refresh();
    assertThat(nodes.get(1).bounds()).isEqualTo(nodes.get(0).bounds());
    assertThat(data(followed.get(1))).containsExactly("1");
  }

  @Test
  void anIdThatAnotherNodeHasJustStoredIsFound() {
    append(nodes.get(0), Publication.on("/a").id("own").build());
    assertThat(nodes.get(1).offsetOf("own", 0)).hasValue(1);
    assertThat(nodes.get(1).bounds().head().offset()).isEqualTo(1);
  }

  @Test
  void sessionsThatAreKilledAllTheTimeDelayAndLoseNothing() throws Exception {
    List<CompletableFuture<Receipt>> receipts = new ArrayList<>();
    for (int round = 0; round < 10; round++) {
      for (int i = 0; i < 50; i++) {
        receipts.addAll(
            nodes.get(i % NODES).append(List.of(Publication.of("/a", round + "/" + i))));
      }
      TestPostgres.execute(
          "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query LIKE 'LISTEN%'");
      receipts.forEach(receipt -> assertThat(receipt).succeedsWithin(Nodes.PATIENCE));
    }
    for (List<Event> one : followed) {
      Eventually.holds(() -> assertThat(one).hasSize(500));
      assertThat(one).isEqualTo(all(nodes.get(0)));
    }
  }

  @Test
  void whatIsInPoolsWhenTheirSessionsAreKilledIsReplacedBeforeAnybodyNotices() {
    append(nodes.get(0), Publication.of("/a", "1"));
    TestPostgres.execute(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid()"
            + " AND application_name = 'Courant'");
    assertThat(append(nodes.get(0), Publication.of("/a", "2")))
        .containsExactly(new Receipt("#e-2", false));
  }

  @Test
  void manyWhoAskAtOnceWhatIsNewShareOneAnswer() {
    append(nodes.get(0), Publication.of("/a", "1"));
    List<CompletableFuture<Void>> asking =
        IntStream.range(0, 200)
            .mapToObj(i -> CompletableFuture.runAsync(() -> nodes.get(1).refresh()))
            .toList();
    asking.forEach(CompletableFuture::join);
    assertThat(nodes.get(1).bounds().head().offset()).isEqualTo(1);
  }

  @Test
  void laterVersionsOfTheTablesAreLeftAlone() {
    TestPostgres.execute(
        "UPDATE " + TestPostgres.schemaOf(three.address) + ".courant_schema SET version = 99");
    assertThatThrownBy(() -> Nodes.open(three.address))
        .hasMessageContaining("made by a later version of Courant (schema 99, this one knows 1)");
  }

  private long waiting() throws Exception {
    try (Connection connection = DriverManager.getConnection(three.address);
        Statement statement = connection.createStatement();
        var row = statement.executeQuery("SELECT count(*) FROM pg_locks WHERE NOT granted")) {
      row.next();
      return row.getLong(1);
    }
  }
}
