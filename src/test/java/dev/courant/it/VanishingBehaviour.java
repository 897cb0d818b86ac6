package dev.courant.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * Clients that go without a word leave nothing behind: no connection, no socket, no line in a log.
 */
interface VanishingBehaviour {
  int THROUGH_SERVLET = 200;
  int THROUGH_JAX_RS = 100;

  /** Three heartbeats of two seconds, and what a busy machine adds to that. */
  Duration THREE_HEARTBEATS = Duration.ofSeconds(6 + 9);

  /** What the servers open and close for themselves meanwhile. */
  int SPARE_DESCRIPTORS = 10;

  Pattern TROUBLE = Pattern.compile("^\\S+ \\S+ +(WARN|WARNING|ERROR|SEVERE|FATAL)\\b.*");

  /** The server on which the application is deployed. */
  ServerUnderTest server();

  @Test
  default void threeHundredClientsThatVanishLeaveNothingBehind() throws Exception {
    HubCaller caller = new HubCaller(server());
    Eventually.holds(() -> assertThat(caller.overview("connections")).isZero());
    // Once without looking: what a server opens for good when it is first busy is not a leak.
    connectAndVanish(caller);
    Eventually.holds(() -> assertThat(caller.overview("connections")).isZero());
    int descriptors = server().openFileDescriptors();
    int logLength = server().logged().length();

    connectAndVanish(caller);

    Eventually.holds(THREE_HEARTBEATS, () -> assertThat(caller.overview("connections")).isZero());
    Eventually.holds(
        () ->
            assertThat(server().openFileDescriptors())
                .isLessThanOrEqualTo(descriptors + SPARE_DESCRIPTORS));
    String news = server().logged().substring(logLength);
    assertThat(news).doesNotContain("UT005088");
    assertThat(news.lines().filter(TROUBLE.asMatchPredicate())).isEmpty();
  }

  private void connectAndVanish(HubCaller caller) throws Exception {
    List<RawClient> clients = new ArrayList<>();
    for (int i = 0; i < THROUGH_SERVLET + THROUGH_JAX_RS; i++) {
      String path = i < THROUGH_SERVLET ? HubCaller.HUB : "api/events";
      clients.add(RawClient.connect(server()).send("GET", path + "?match=/vanishing"));
    }
    for (RawClient client : clients) {
      assertThat(client.readHead().status()).isEqualTo(200);
    }
    assertThat(caller.overview("connections")).isEqualTo(clients.size());
    for (int i = 0; i < clients.size(); i++) {
      if (i % 2 == 0) {
        clients.get(i).reset();
      } else {
        clients.get(i).vanish();
      }
    }
  }
}
