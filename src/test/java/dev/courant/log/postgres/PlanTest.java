package dev.courant.log.postgres;

import static dev.courant.log.LogFiller.append;
import static org.assertj.core.api.Assertions.assertThat;

import dev.courant.event.IdempotencyKey;
import dev.courant.event.Publication;
import dev.courant.it.Eventually;
import dev.courant.log.Retention;
import dev.courant.log.postgres.QueryRecorder.Query;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whatever a node asks of PostgreSQL is found by an index, so that its size does not matter. */
class PlanTest {
  private static final int ROWS = 40_000;

  /** After so many, PostgreSQL may take one plan for all values. */
  private static final int PLANS_FOR_VALUES = 5;

  private final AtomicLong clock = new AtomicLong(1_000_000_000);
  private final QueryRecorder recorder = new QueryRecorder();
  private final String address = TestPostgres.newSchema();

  @BeforeEach
  void fill() throws SQLException {
    open(Nodes.KEEP_ALL).close();
    // Every other event has a ttl of a minute, or of two.
    execute(
        "INSERT INTO event SELECT i, %d, CASE WHEN i %% 2 = 0 THEN %d + i %% 60000 END, '/a', 'own-' || i, NULL, NULL, 0, '1', 51 FROM generate_series(1, %d) i"
            .formatted(clock.get(), clock.get() + 60_000, ROWS));
    execute(
        "INSERT INTO publication_key SELECT 's', 'k' || i, 'f', 'e', %d + i FROM generate_series(1, %d) i"
            .formatted(clock.get(), ROWS));
    execute("UPDATE state SET head = %1$d, events = %1$d, size_bytes = %1$d * 51".formatted(ROWS));
    execute("ALTER TABLE event SET (autovacuum_enabled = false)");
    execute("ALTER TABLE publication_key SET (autovacuum_enabled = false)");
    execute("ANALYZE");
  }

  @Test
  void readingFromAnyPlaceAndLookingForAnId() throws Exception {
    try (PostgresLog node = open(Nodes.KEEP_ALL)) {
      recorder.take();
      assertThat(node.read(ROWS / 2, 1000).events().get(0).offset()).isEqualTo(ROWS / 2 + 1);
      assertThat(node.offsetOf("own-100", 0)).hasValue(100);
      node.refresh();
      assertNoTableIsReadAsAWhole("LIMIT ?", "min(log_offset)");
    }
  }

  @Test
  void storingWhatHasAKey() throws Exception {
    try (PostgresLog node = open(Nodes.KEEP_ALL)) {
      recorder.take();
      append(
          node,
          Publication.on("/a").key(new IdempotencyKey("s", "new")).build(),
          Publication.on("/a").key(new IdempotencyKey("s", "newer")).build());
      assertNoTableIsReadAsAWhole("FROM publication_key WHERE (subject, name) IN", "FOR UPDATE");
    }
  }

  @Test
  void lookingWhatIsToBeRemovedWhileThereIsNothing() throws Exception {
    try (PostgresLog node = open(Nodes.KEEP_ALL)) {
      node.sweep().get(1, TimeUnit.MINUTES);
      recorder.take();
      node.sweep().get(1, TimeUnit.MINUTES);
      assertNoTableIsReadAsAWhole("FROM state s");
    }
  }

  /** The planner knows the times of events that have been there, and believes that many are due. */
  @Test
  void lookingWhatIsToBeRemovedWhenTheStatisticsAreOld() throws Exception {
    clock.addAndGet(Duration.ofMinutes(10).toMillis());
    try (PostgresLog node = open(Nodes.KEEP_ALL)) {
      node.sweep().get(1, TimeUnit.MINUTES);
      node.refresh();
      assertThat(node.extent().events()).isEqualTo(ROWS / 2);
      recorder.take();
      node.sweep().get(1, TimeUnit.MINUTES);
      assertNoTableIsReadAsAWhole("FROM state s");
    }
  }

  @Test
  void removing() throws Exception {
    clock.addAndGet(Duration.ofMinutes(10).toMillis());
    Retention few = new Retention(Duration.ofDays(1), ROWS / 4, ROWS * 1000L, Duration.ZERO);
    try (PostgresLog node = open(few)) {
      recorder.take();
      node.sweep().get(1, TimeUnit.MINUTES);
      assertNoTableIsReadAsAWhole(
          "DELETE FROM event WHERE log_offset =",
          "DELETE FROM publication_key",
          "SELECT log_offset, time_ms, size_bytes FROM event",
          "DELETE FROM event WHERE log_offset <=");
    }
  }

  /** Nor was any of these statements left out. */
  private void assertNoTableIsReadAsAWhole(String... parts) throws Exception {
    List<Query> queries = new ArrayList<>();
    Eventually.holds(
        () -> {
          recorder.take().stream()
              .filter(query -> query.sql().strip().matches("(?s)(SELECT|DELETE|UPDATE).*"))
              .forEach(queries::add);
          for (String part : parts) {
            assertThat(queries).as("statements").anyMatch(query -> query.sql().contains(part));
          }
        });
    for (Query query : queries) {
      assertThat(planOf(query))
          .as(query.sql())
          .noneMatch(step -> step.matches(".*Seq Scan on (event|publication_key).*"));
    }
  }

  /** The plan for these values, and the one that is kept when such a query was asked often. */
  private List<String> planOf(Query query) throws SQLException {
    StringBuilder sql = new StringBuilder();
    int place = 0;
    for (String part : query.sql().split("\\?", -1)) {
      sql.append(place == 0 ? "" : "$" + place).append(part);
      place++;
    }
    String values =
        query.values().stream()
            .map(value -> "'" + value + "'")
            .collect(Collectors.joining(", ", "(", ")"));
    List<String> steps = new ArrayList<>();
    try (Connection connection = DriverManager.getConnection(address);
        Statement statement = connection.createStatement()) {
      statement.execute("PREPARE asked AS " + sql);
      for (int i = 0; i <= PLANS_FOR_VALUES; i++) {
        String execute = "EXECUTE asked" + (query.values().isEmpty() ? "" : values);
        try (ResultSet rows = statement.executeQuery("EXPLAIN " + execute)) {
          while (rows.next()) {
            steps.add(rows.getString(1));
          }
        }
      }
    }
    return steps;
  }

  private PostgresLog open(Retention retention) {
    ServerPool pool = new ServerPool(address);
    Database database = Database.of(recorder.over(pool), "a pool of the test's");
    PostgresLog node = Nodes.open(address, database, retention, clock::get);
    var unused = node.released().thenRun(pool::close);
    return node;
  }

  private void execute(String sql) throws SQLException {
    try (Connection connection = DriverManager.getConnection(address);
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
