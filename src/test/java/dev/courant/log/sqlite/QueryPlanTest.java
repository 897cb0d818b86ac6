package dev.courant.log.sqlite;

import static dev.courant.log.LogFiller.append;
import static dev.courant.log.sqlite.StoreFile.KEEP_ALL;
import static org.assertj.core.api.Assertions.assertThat;

import dev.courant.event.Publication;
import dev.courant.log.Page;
import dev.courant.log.Retention;
import dev.courant.log.sql.Dialect;
import dev.courant.log.sql.EventRows;
import dev.courant.log.sql.KnownKeys;
import dev.courant.log.sql.State;
import dev.courant.log.sql.Sweeper;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever is asked of the database is found by an index, so that its size does not matter. */
class QueryPlanTest {
  private static final int MILLION = 1_000_000;

  @TempDir private Path directory;
  private StoreFile file;

  @BeforeEach
  void makeTheTables() {
    file = StoreFile.in(directory);
    file.open().close();
  }

  @Test
  void readingFromAnyPlaceIsOneSearchByOffset() throws Exception {
    assertThat(planOf(EventRows.SELECT_AFTER))
        .containsExactly("SEARCH event USING INTEGER PRIMARY KEY (rowid>?)");
  }

  @Test
  void anIdIsFoundInTheIndexAlone() throws Exception {
    assertThat(planOf(EventRows.SELECT_BY_ID))
        .containsExactly("SEARCH event USING COVERING INDEX event_by_id (id=? AND log_offset>?)");
  }

  @Test
  void whatIsToBeRemovedIsFoundByIndexes() throws Exception {
    List<String> statements = new ArrayList<>();
    Retention nothing = new Retention(Duration.ZERO, 0, 0, Duration.ZERO);
    file.execute("INSERT INTO event VALUES (1, 0, 1, '/a', NULL, NULL, NULL, 0, x'', 50)");
    file.execute("INSERT INTO event VALUES (2, 0, NULL, '/a', NULL, NULL, NULL, 0, x'', 50)");
    try (Connection connection = file.connect()) {
      new Sweeper(nothing, Dialect.SQLITE)
          .step(recording(connection, statements), new State(2, 0, 2, 100), 10);
    }
    assertThat(statements).as("keys, expired events, oldest events").hasSize(4);
    assertThat(planOf(statements.get(0)))
        .contains("SEARCH publication_key USING PRIMARY KEY (subject=? AND name=?)")
        .contains("SEARCH publication_key USING COVERING INDEX publication_key_by_time (time_ms<?)")
        .noneMatch(step -> step.startsWith("SCAN publication_key"));
    assertThat(planOf(statements.get(1)))
        .contains("SEARCH event USING INTEGER PRIMARY KEY (rowid=?)")
        .contains("SEARCH event USING COVERING INDEX event_by_expiry (expires_ms<?)")
        .noneMatch(step -> step.startsWith("SCAN event"));
    // From the beginning of the table as far as the limit goes: a walk, but a short one.
    assertThat(planOf(statements.get(2))).containsExactly("SCAN event");
    assertThat(statements.get(2)).contains("ORDER BY log_offset LIMIT");
    assertThat(planOf(statements.get(3)))
        .containsExactly("SEARCH event USING INTEGER PRIMARY KEY (rowid<?)");
  }

  @Test
  void aKeyIsFoundByItsName() throws Exception {
    List<String> statements = new ArrayList<>();
    Publication keyed = Publication.on("/a").key("k").build();
    try (Connection connection = file.connect()) {
      assertThat(KnownKeys.of(List.of(keyed), recording(connection, statements), 0).find(keyed))
          .isEmpty();
    }
    assertThat(planOf(statements.get(0)))
        .contains("SEARCH publication_key USING PRIMARY KEY (subject=? AND name=?)")
        .noneMatch(step -> step.startsWith("SCAN publication_key"));
  }

  @Test
  void aMillionEventsAreReadFromTheMiddleToTheEnd() throws Exception {
    file.execute(
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < "
            + MILLION
            + ")"
            + " INSERT INTO event SELECT i, 0, NULL, '/a', 'own-' || i, NULL, NULL, 0, x'31', 51"
            + " FROM n");
    file.execute("UPDATE state SET head = 1000000, events = 1000000, size_bytes = 51000000");
    try (SqliteLog log = file.open("e", KEEP_ALL, () -> 0)) {
      assertThat(log.bounds().head().offset()).isEqualTo(MILLION);
      assertThat(log.offsetOf("own-500000", 0)).hasValue(500_000);
      long after = 500_000;
      while (after < MILLION) {
        Page page = log.read(after, 256 * 1024);
        assertThat(page.events().get(0).offset()).isEqualTo(after + 1);
        assertThat(page.upTo()).isEqualTo(after + page.events().size());
        after = page.upTo();
      }
      append(log, Publication.of("/a", "more"));
      assertThat(log.read(MILLION, 1).upTo()).isEqualTo(MILLION + 1);
    }
  }

  private List<String> planOf(String sql) throws SQLException {
    try (Connection connection = file.connect();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("EXPLAIN QUERY PLAN " + sql)) {
      List<String> steps = new ArrayList<>();
      while (rows.next()) {
        steps.add(rows.getString("detail"));
      }
      return steps;
    }
  }

  /** Works as the connection does, and notes what is prepared. */
  private static Connection recording(Connection connection, List<String> statements) {
    return (Connection)
        Proxy.newProxyInstance(
            QueryPlanTest.class.getClassLoader(),
            new Class<?>[] {Connection.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals("prepareStatement")) {
                statements.add((String) arguments[0]);
              }
              try {
                return method.invoke(connection, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }
}
