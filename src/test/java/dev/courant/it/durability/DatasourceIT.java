package dev.courant.it.durability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.courant.it.Eventually;
import dev.courant.it.HubCaller;
import dev.courant.it.ServerUnderTest.Brand;
import dev.courant.log.postgres.OwnPostgres;
import dev.courant.wire.EventStreamParser.Dispatched;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** P1 and P2 over a DataSource that the server's administrator has made: Payara's own pool. */
class DatasourceIT {
  private static final String TOPIC = "/datasource";

  /** The driver is that of the application; a pool that has no password refuses to do anything. */
  private static final String POOL =
      """
      create-jdbc-connection-pool --datasourceclassname=org.postgresql.ds.PGSimpleDataSource --restype=javax.sql.DataSource --nontransactionalconnections=true --isconnectvalidatereq=true --validationmethod=auto-commit --property=serverName=localhost:portNumber=%d:databaseName=postgres:user=postgres:password=any:socketTimeout=5 courant
      create-jdbc-resource --connectionpoolid=courant jdbc/courant
      """;

  @TempDir private Path directory;

  @Test
  void whatIsPublishedOutlivesTheServerAndTheDatabase() throws Exception {
    assumeTrue(Brand.underTest() == Brand.PAYARA, "the pool is made by Payara's commands");
    try (var database = OwnPostgres.in(directory);
        var process =
            ServerProcess.installed(
                "datasource",
                "-Dcourant.log.datasource=jdbc/courant",
                "-Dcourant.hub-url=http://localhost:8180/.well-known/mercure")) {
      process.configure(POOL.formatted(database.port()));
      process.start();
      process.awaitReady();
      HubCaller caller = new HubCaller(process.server());
      List<Dispatched> published = new ArrayList<>();
      published.add(publish(caller, "first"));
      try (var follower = Follower.start(process.server(), TOPIC, published.get(0).lastEventId())) {
        Eventually.holds(() -> assertThat(follower.notices()).hasSize(1));
        published.add(publish(caller, "second"));
        Eventually.holds(() -> assertThat(follower.events()).isEqualTo(published.subList(1, 2)));

        database.stop();
        assertThat(caller.post(HubCaller.form("topic", TOPIC, "data", "not")).statusCode())
            .isEqualTo(503);
        database.start();
        Eventually.holds(
            () -> assertThat(caller.get("api/health/ready").statusCode()).isEqualTo(200));
        published.add(publish(caller, "after the database"));

        process.stop();
        process.start();
        process.awaitReady();
        published.add(publish(caller, "after the server"));
        Eventually.holds(() -> assertThat(follower.events()).isEqualTo(published.subList(1, 4)));
      }
      assertThat(Replay.behind("earliest", process.server(), TOPIC).events()).isEqualTo(published);
      assertThat(Database.in(process.server()).file()).doesNotExist();
    }
  }

  private static Dispatched publish(HubCaller caller, String data) throws Exception {
    return new Dispatched(caller.publish("topic", TOPIC, "data", data), "message", data);
  }
}
