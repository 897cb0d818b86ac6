package dev.courant.it.durability;

import static org.assertj.core.api.Assertions.assertThat;

import dev.courant.it.Eventually;
import dev.courant.it.HubCaller;
import dev.courant.it.ServerUnderTest.Brand;
import dev.courant.it.SocketClient;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** P1 and P2 while the application is taken down and put up again in a server that goes on. */
class RedeployIT {
  private static final String TOPIC = "/redeploy";
  private static final int CLIENTS = 50;
  private static final int REDEPLOYMENTS = 3;

  /** Each client keeps every event: so there must not be too many. */
  private static final Duration REST_OF_WRITER = Duration.ofMillis(5);

  /** WildFly looks for work every five seconds. */
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final List<Follower> clients = new ArrayList<>();

  @AfterEach
  void endClients() {
    clients.forEach(Follower::close);
  }

  @Test
  void everyClientHasEveryEventOnceThoughTheHubIsRedeployed() throws Exception {
    try (ServerProcess process = ServerProcess.installed("redeploy")) {
      process.start();
      process.awaitReady();
      for (int i = 0; i < CLIENTS; i++) {
        clients.add(Follower.start(process.server(), TOPIC, "earliest"));
      }
      HubCaller caller = new HubCaller(process.server());
      SocketClient socket = SocketClient.open(process.server(), "ws?match=" + TOPIC);
      try (var writer = InsistentWriter.start("w", caller, TOPIC, REST_OF_WRITER)) {
        for (int i = 1; i <= REDEPLOYMENTS; i++) {
          int starts = i;
          Eventually.holds(() -> assertThat(starts(process)).isEqualTo(starts));
          awaitNews(starts);
          process.redeploy();
          Eventually.holds(PATIENCE, () -> assertThat(starts(process)).isEqualTo(starts + 1));
        }
        assertThat(socket.awaitClose()).as("how a WebSocket is told of it").isEqualTo(1001);
        if (Brand.underTest() == Brand.PAYARA) {
          // WildFly closes WebSockets before anybody is asked to stop.
          assertThat(socket.messages()).last().matches(m -> m.getInt("retry", 0) >= 1_000);
        }
        assertThat(process.server().logged().split("Courant has stopped; log head ", -1))
            .hasSize(REDEPLOYMENTS + 1);
        awaitNews(REDEPLOYMENTS + 1);
        writer.finish();
        Replay everything = Replay.ofEverything(process.server());
        Ledger.of(List.of(writer)).assertKeptBy(everything.events());
        for (Follower client : clients) {
          Eventually.holds(() -> assertThat(client.events()).hasSameSizeAs(everything.events()));
          assertThat(client.events().equals(everything.events())).as("the same events").isTrue();
          assertThat(client.notices()).allMatch(n -> n.startsWith("{\"status\":\"live\","));
        }
      }
    }
  }

  /** Every client is on its stream of that number or a later one, and gets events from it. */
  private void awaitNews(int streams) throws Exception {
    for (Follower client : clients) {
      Eventually.holds(
          PATIENCE, () -> assertThat(client.streams()).isGreaterThanOrEqualTo(streams));
      int before = client.events().size();
      Eventually.holds(() -> assertThat(client.events()).hasSizeGreaterThan(before));
    }
  }

  private static int starts(ServerProcess process) throws IOException {
    return process.server().logged().split("Courant is ready", -1).length - 1;
  }
}
