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
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nodes over connections that others have as well, and that are set to something. */
class BorrowedConnectionTest {
  @TempDir private Path directory;

  /** With its isolation such a connection would tell the same for ever, and refuse to store. */
  @Test
  void whateverAConnectionIsSetToANodeWorksAndGivesItBackAsItWas() throws Exception {
    String address = TestPostgres.newSchema();
    Set<String> before = ConcurrentHashMap.newKeySet();
    Set<String> after = ConcurrentHashMap.newKeySet();
    try (PostgresLog one = over(address, odd(address, before, after));
        PostgresLog other = over(address, odd(address, before, after))) {
      List<Event> followed = follow(other);
      append(one, Publication.of("/a", "1"));
      Eventually.holds(() -> assertThat(data(followed)).containsExactly("1"));
      List<CompletableFuture<Receipt>> receipts = new ArrayList<>();
      for (int i = 0; i < 100; i++) {
        receipts.addAll(one.append(List.of(Publication.of("/a", "one"))));
        receipts.addAll(other.append(List.of(Publication.of("/a", "other"))));
      }
      receipts.forEach(receipt -> assertThat(receipt).succeedsWithin(Nodes.PATIENCE));
      one.refresh();
      other.refresh();
      assertThat(all(one)).hasSize(201).isEqualTo(all(other));
    }
    assertThat(after).isEqualTo(before).hasSize(1);
  }

  @Test
  void whereTheTablesAreIsNotForgottenWhenSomebodyLooksElsewhere() {
    String address = TestPostgres.newSchema();
    ServerPool pool = new ServerPool(address);
    try (PostgresLog node = over(address, pool)) {
      pool.meanwhile(
          connection -> execute(connection, "SET search_path = pg_catalog"), connection -> {});
      assertThat(append(node, Publication.on("/a").data("1").id("own").build()))
          .containsExactly(new Receipt("own", false));
      assertThat(data(all(node))).containsExactly("1");
      assertThat(node.offsetOf("own", 0)).hasValue(1);
    }
  }

  @Test
  void aDatabaseThatHangsIsGivenUpWithoutATimeoutOfTheAdministrators() throws Exception {
    try (OwnPostgres database = OwnPostgres.in(directory)) {
      String address = database.address().replaceAll("&(socket|connect)Timeout=\\d+", "");
      try (PostgresLog node = over(address, new ServerPool(address))) {
        append(node, Publication.of("/a", "1"));
        database.hang();
        try {
          assertThat(refusalOf(node, Publication.of("/a", "?")))
              .isEqualTo(Refusal.STORE_UNAVAILABLE);
        } finally {
          database.goOn();
        }
        Eventually.holds(Nodes.PATIENCE, () -> assertThat(node.trouble()).isEmpty());
      }
    }
  }

  @Test
  void whatTheDriverSaysIsHeardWhereThePoolHidesIt() {
    String address = TestPostgres.newSchema();
    try (PostgresLog node = over(address, new ServerPool(address))) {
      TestPostgres.execute(
          "ALTER TABLE %s.event ADD CONSTRAINT odd CHECK (topics <> '/refused')"
              .formatted(TestPostgres.schemaOf(address)));
      assertThat(refusalOf(node, Publication.of("/refused", "1"))).isEqualTo(Refusal.INVALID);
      assertThat(node.trouble()).isEmpty();
    }
  }

  private static PostgresLog over(String address, ServerPool pool) {
    return Nodes.over(address, pool, Nodes.KEEP_ALL, System::currentTimeMillis);
  }

  /** A pool of connections with settings that nobody would want, and with a transaction begun. */
  private static ServerPool odd(String address, Set<String> before, Set<String> after) {
    ServerPool pool =
        new ServerPool(
            address,
            connection -> {
              execute(connection, "SET lock_timeout = 4321");
              connection.setTransactionIsolation(Connection.TRANSACTION_SERIALIZABLE);
              connection.setReadOnly(true);
              connection.setAutoCommit(false);
            });
    pool.meanwhile(
        connection -> before.add(settings(connection)),
        connection -> {
          connection.rollback();
          after.add(settings(connection));
          connection.rollback();
        });
    return pool;
  }

  private static String settings(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "SELECT current_setting('lock_timeout'), current_setting('search_path'),"
                    + " current_setting('idle_in_transaction_session_timeout'),"
                    + " current_setting('transaction_isolation'),"
                    + " current_setting('transaction_read_only')")) {
      row.next();
      List<String> all = new ArrayList<>();
      for (int i = 1; i <= 5; i++) {
        all.add(row.getString(i));
      }
      return all
          + " "
          + List.of(
              connection.getAutoCommit(),
              connection.isReadOnly(),
              connection.getTransactionIsolation(),
              connection.getNetworkTimeout());
    }
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
