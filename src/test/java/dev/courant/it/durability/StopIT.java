package dev.courant.it.durability;

import static org.assertj.core.api.Assertions.assertThat;

import dev.courant.it.Eventually;
import dev.courant.it.HubCaller;
import dev.courant.it.Poller;
import dev.courant.it.ServerUnderTest;
import dev.courant.it.ServerUnderTest.Brand;
import dev.courant.it.SocketClient;
import jakarta.json.JsonObject;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * A stop by {@code SIGTERM} under load, and the start after it: each client is told when to come
 * back, each is back, and nobody has missed anything (P1, P2).
 */
class StopIT {
  private static final String TOPIC = "/stop";
  private static final int CLIENTS = 1_000;
  private static final int WRITERS = 4;
  private static final Duration REST_OF_WRITERS = Duration.ofMillis(200);
  private static final int SOONEST_MILLIS = 1_000;
  private static final int SPREAD_MILLIS = 5_000;

  /** A thousand clients share two processors with their server. */
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
  private final List<Returner> clients = new ArrayList<>();
  private final List<InsistentWriter> writers = new ArrayList<>();

  @AfterEach
  void end() {
    timer.shutdownNow();
    writers.forEach(InsistentWriter::close);
  }

  @Test
  void everybodyComesBackWhenToldToAndNobodyHasMissedAnything() throws Exception {
    try (ServerProcess process = ServerProcess.installed("stop")) {
      process.start();
      process.awaitReady();
      HubCaller caller = new HubCaller(process.server());
      connectClients(process.server());
      Eventually.holds(PATIENCE, () -> assertThat(clients).allMatch(c -> c.streams() == 1));
      for (int i = 0; i < WRITERS; i++) {
        writers.add(InsistentWriter.start("w" + i, caller, TOPIC, REST_OF_WRITERS));
      }
      Eventually.holds(PATIENCE, () -> assertThat(clients).allMatch(c -> c.last() > 10));

      SocketClient socket = SocketClient.open(process.server(), "ws?match=/stop/none");
      CompletableFuture<JsonObject> poll = waitingPoll(process);
      process.stop();
      assertThat(socket.awaitClose()).isEqualTo(1001);
      assertAnnounced(poll.join().getInt("retry"));
      assertThatEachClientWasGivenATimeOfItsOwn();
      assertThatTheServerDoesAsItIsKnownTo(process, socket);

      process.start();
      process.awaitReady();
      Eventually.holds(PATIENCE, () -> assertThat(clients).allMatch(c -> c.streams() == 2));
      for (InsistentWriter writer : writers) {
        writer.finish();
      }
      Replay everything = Replay.ofEverything(process.server());
      Ledger.of(writers).assertKeptBy(everything.events());
      Eventually.holds(
          PATIENCE,
          () -> assertThat(clients).allMatch(c -> c.last() == everything.events().size()));
      assertThat(clients).extracting(Returner::fault).containsOnly("");
      assertThat(clients).allMatch(c -> c.earliestMillis() >= c.announcedMillis().orElseThrow());
    }
  }

  private void connectClients(ServerUnderTest server) {
    HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    HttpRequest.Builder request =
        HttpRequest.newBuilder(server.at(HubCaller.HUB + "?match=" + TOPIC));
    for (int i = 0; i < CLIENTS; i++) {
      Returner returner = new Returner(client, request, "earliest", timer);
      clients.add(returner);
      returner.connect();
    }
  }

  /** A poll that the hub holds. */
  private static CompletableFuture<JsonObject> waitingPoll(ServerProcess process) throws Exception {
    HubCaller caller = new HubCaller(process.server());
    long before = caller.overview("connections");
    Poller poller = new Poller(process.server(), "match=/stop/none", 60, "earliest");
    CompletableFuture<JsonObject> answer = new CompletableFuture<>();
    Thread thread =
        new Thread(
            () -> {
              try {
                answer.complete(poller.poll());
              } catch (Exception | AssertionError e) {
                answer.completeExceptionally(e);
              }
            });
    thread.setDaemon(true);
    thread.start();
    Eventually.holds(() -> assertThat(caller.overview("connections")).isEqualTo(before + 1));
    return answer;
  }

  private void assertThatEachClientWasGivenATimeOfItsOwn() throws Exception {
    Eventually.holds(
        PATIENCE, () -> assertThat(clients).allMatch(c -> c.announcedMillis().isPresent()));
    List<Integer> tenths = new ArrayList<>();
    for (Returner client : clients) {
      long millis = client.announcedMillis().orElseThrow();
      assertAnnounced(millis);
      tenths.add((int) ((millis - SOONEST_MILLIS) * 10 / (SPREAD_MILLIS - SOONEST_MILLIS)));
    }
    // A hundred are to be expected in each tenth of the time; half as many have never been seen.
    for (int tenth = 0; tenth < 10; tenth++) {
      int which = tenth;
      assertThat(tenths.stream().filter(t -> t == which).count())
          .as("in tenth %d", tenth)
          .isGreaterThan(CLIENTS / 20);
    }
  }

  /** What docs/operations.md says of each. */
  private static void assertThatTheServerDoesAsItIsKnownTo(
      ServerProcess process, SocketClient socket) throws Exception {
    if (Brand.underTest() == Brand.WILDFLY) {
      // It closes WebSockets by itself before it asks anybody to stop.
      assertThat(process.server().logged())
          .containsPattern("Courant stops: 1,00[12] streams are told to come back within 5 s")
          .contains("Courant has stopped; log head ");
    } else {
      // The JDK closes the log at the same signal.
      assertAnnounced(socket.messages().get(socket.messages().size() - 1).getInt("retry"));
    }
  }

  private static void assertAnnounced(long millis) {
    assertThat(millis).isBetween((long) SOONEST_MILLIS, (long) SPREAD_MILLIS);
  }
}
