package dev.courant.it.durability;

import static org.assertj.core.api.Assertions.assertThat;

import dev.courant.it.ServerUnderTest;
import dev.courant.wire.EventStreamParser.Dispatched;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** The file of the log, as somebody with {@code sqlite3} sees it. */
record Database(Path file) {

  /** That of a server which has been stopped. */
  static Database in(ServerUnderTest server) {
    return new Database(server.dataDirectory().resolve("courant.db"));
  }

  /** Checks that it is sound, and holds exactly these events, each under a key of its own. */
  void assertHolds(List<Dispatched> history) throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file)) {
      long count = history.size();
      assertThat(query(connection, "PRAGMA integrity_check")).containsExactly("ok");
      assertThat(query(connection, "SELECT count(*) FROM epoch")).containsExactly("1");
      assertThat(
              query(
                  connection,
                  "SELECT '#' || name || '-' || log_offset || ' ' || CAST(data AS TEXT)"
                      + " FROM event, epoch ORDER BY log_offset"))
          .isEqualTo(history.stream().map(e -> e.lastEventId() + " " + e.data()).toList());
      assertThat(query(connection, "SELECT head || ' ' || floor || ' ' || events FROM state"))
          .containsExactly("%d 0 %d".formatted(count, count));
      assertThat(query(connection, "SELECT size_bytes FROM state"))
          .isEqualTo(query(connection, "SELECT sum(size_bytes) FROM event"));
      assertThat(
              query(
                  connection,
                  "SELECT count(DISTINCT event_id) || ' ' || count(*) FROM publication_key"))
          .containsExactly(count + " " + count);
    }
  }

  private static List<String> query(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      List<String> first = new ArrayList<>();
      while (rows.next()) {
        first.add(rows.getString(1));
      }
      return first;
    }
  }
}
