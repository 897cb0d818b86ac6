package dev.courant.log.postgres;

import static dev.courant.log.LogFiller.all;
import static dev.courant.log.LogFiller.append;
import static dev.courant.log.LogFiller.data;
import static dev.courant.log.LogFiller.refusalOf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.courant.event.Event;
import dev.courant.event.Publication;
import dev.courant.event.Receipt;
import dev.courant.event.Refusal;
import dev.courant.it.Eventually;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Nodes over a database that others use as well, or have set up in their own way. */
class OddDatabaseTest {
  private static final int NODES = ThreeNodes.NODES;

  @RegisterExtension final ThreeNodes three = new ThreeNodes();
  private final List<PostgresLog> nodes = three.nodes;
  private final List<List<Event>> followed = three.followed;

  /** Anybody in the database may do that. */
  @Test
  void whoSaysNonsenseOnTheChannelStopsNobodyFromListening() throws Exception {
    String schema = TestPostgres.schemaOf(three.address);
    for (String nonsense : List.of("abc", "", "99999999999999999999")) {
      TestPostgres.execute(
          "SELECT pg_notify('courant_' || '%s'::regnamespace::oid || '_log', '%s')"
              .formatted(schema, nonsense));
    }
    append(nodes.get(0), Publication.of("/a", "1"));
    Eventually.holds(() -> assertThat(data(followed.get(1))).containsExactly("1"));
    Eventually.holds(
        () ->
            assertThat(Thread.getAllStackTraces().values())
                .filteredOn(OddDatabaseTest::waitsForHints)
                .as("threads that wait for hints")
                .hasSizeGreaterThanOrEqualTo(NODES));
  }

  /** Whatever a server's default is. */
  @Test
  void anotherLevelOfIsolationDisturbsNobody() {
    String schema = TestPostgres.schemaOf(three.address);
    TestPostgres.execute("CREATE ROLE \"%s\" LOGIN SUPERUSER".formatted(schema));
    TestPostgres.execute(
        "ALTER ROLE \"%s\" SET default_transaction_isolation = 'repeatable read'"
            .formatted(schema));
    String other = three.address.replace("user=postgres", "user=" + schema);
    try (PostgresLog one = Nodes.open(other);
        PostgresLog two = Nodes.open(other)) {
      List<CompletableFuture<Receipt>> receipts = new ArrayList<>();
      for (int i = 0; i < 200; i++) {
        receipts.addAll(one.append(List.of(Publication.of("/a", "one"))));
        receipts.addAll(two.append(List.of(Publication.of("/a", "two"))));
      }
      receipts.forEach(receipt -> assertThat(receipt).succeedsWithin(Nodes.PATIENCE));
    }
  }

  /**
   * A row for which there is no room in an index stands for whatever else a database may refuse.
   */
  @Test
  void whatTheDatabaseCannotKeepIsRefusedAndNothingElseIs() {
    String schema = TestPostgres.schemaOf(three.address);
    TestPostgres.execute(
        "ALTER TABLE %s.event ADD CONSTRAINT odd CHECK (topics <> '/refused')".formatted(schema));
    List<CompletableFuture<Receipt>> receipts =
        nodes
            .get(0)
            .append(
                List.of(
                    Publication.of("/a", "1"),
                    Publication.of("/refused", "secret"),
                    Publication.of("/a", "2")));
    assertThat(receipts.get(0)).succeedsWithin(Nodes.PATIENCE);
    assertThat(refusalOf(receipts.get(1))).isEqualTo(Refusal.INVALID);
    assertThat(receipts.get(2)).succeedsWithin(Nodes.PATIENCE);
    assertThat(nodes.get(0).trouble()).isEmpty();
    assertThat(data(all(nodes.get(0)))).containsExactly("1", "2");
  }

  private static boolean waitsForHints(StackTraceElement[] stack) {
    return Arrays.stream(stack)
        .anyMatch(
            frame ->
                frame.getClassName().equals(Notifications.class.getName())
                    && frame.getMethodName().equals("await"));
  }
}
