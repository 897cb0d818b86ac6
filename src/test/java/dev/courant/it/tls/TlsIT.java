package dev.courant.it.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Page;
import dev.courant.it.Browser;
import dev.courant.it.Eventually;
import dev.courant.it.Gate;
import dev.courant.it.HubCaller;
import dev.courant.it.StreamReader;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Streams over HTTP/2, on a server that was set up for TLS by the files of server-config. */
class TlsIT {
  private static final String PUBLIC_URL = "https://hub.example/courant/.well-known/mercure";
  private static final String PAGES = "https://pages.example";

  /** Below the hundred that HTTP/2 asks servers to allow, and that Payara does. */
  private static final int STREAMS = 95;

  private static final int BROWSER_STREAMS = 20;

  /** Of each door. */
  private static final int CANCELLED = 10;

  /** Three heartbeats of two seconds, and what a busy machine adds to that. */
  private static final Duration THREE_HEARTBEATS = Duration.ofSeconds(6 + 9);

  private static final String LISTEN =
      """
      (count) => {
        window.open = 0;
        window.heard = new Set();
        for (let i = 0; i < count; i++) {
          const source = new EventSource(`.well-known/mercure?match=/twenty&match=/lane/${i}`);
          source.onopen = () => window.open++;
          source.onmessage = () => window.heard.add(i);
        }
      }
      """;

  private static SecureServer secure;

  @BeforeAll
  static void start() throws Exception {
    secure =
        SecureServer.started(
            "tls", "-Dcourant.hub-url=" + PUBLIC_URL, "-Dcourant.cors.origins=" + PAGES);
  }

  @AfterAll
  static void end() {
    secure.close();
  }

  @Test
  void ninetyFiveStreamsShareOneConnectionAndEachGetsEveryEvent() throws Exception {
    List<StreamReader> readers = new ArrayList<>();
    try (Gate gate = Gate.inFrontOf(secure.base())) {
      HttpClient client = secure.client();
      for (int i = 0; i < STREAMS; i++) {
        readers.add(open(client, gate.base(), HubCaller.HUB + "?match=/shared"));
      }
      assertThat(gate.admitted()).as("connections").isEqualTo(1);
      for (int i = 0; i < 3; i++) {
        caller().publish("topic", "/shared", "data", "event " + i);
      }
      for (StreamReader reader : readers) {
        assertThat(reader.awaitData(3)).containsExactly("event 0", "event 1", "event 2");
      }
      for (StreamReader reader : readers) {
        reader.close();
      }
    }
    assertConnections(0);
  }

  @Test
  void heartbeatsArrive() throws Exception {
    try (BufferedReader lines = lines(secure, secure.client())) {
      awaitComments(lines, 3);
    }
  }

  @Test
  void aStreamThatTheClientTakesBackIsNoticedThoughTheConnectionLives() throws Exception {
    HttpClient client = secure.client();
    assertConnections(0);
    int logLength = secure.process().server().logged().length();
    try (StreamReader staying = open(client, secure.base(), HubCaller.HUB + "?match=/staying")) {
      List<StreamReader> taken = new ArrayList<>();
      for (int i = 0; i < CANCELLED; i++) {
        taken.add(open(client, secure.base(), HubCaller.HUB + "?match=/taken"));
        taken.add(open(client, secure.base(), "api/events?match=/taken"));
      }
      assertConnections(1 + 2 * CANCELLED);

      for (StreamReader reader : taken) {
        reader.close();
      }
      assertConnections(1);
      caller().publish("topic", "/staying", "data", "still there");
      assertThat(staying.awaitData(1)).containsExactly("still there");
    }
    assertConnections(0);
    assertThat(secure.process().server().logged().substring(logLength))
        .doesNotContain(" WARN", " ERROR", " SEVERE", "Exception");
  }

  @Test
  void noHeaderIsSentThatHttp2Forbids() throws Exception {
    for (String path : List.of(HubCaller.HUB + "?match=/x", "api/events?match=/x")) {
      try (StreamReader reader = open(secure.client(), secure.base(), path)) {
        // RFC 9113, section 8.2.2.
        assertThat(reader.headers().map())
            .doesNotContainKeys("connection", "keep-alive", "transfer-encoding", "upgrade");
      }
    }
  }

  @Test
  void thePublicUrlIsTheOneThatWasSetAndPagesOfAListedSecureOriginAreServed() throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(secure.base().resolve(HubCaller.HUB + "?match=/x"));
    try (StreamReader reader =
        StreamReader.open(secure.client(), request.copy().header("Origin", PAGES))) {
      assertThat(reader.headers().allValues("Link"))
          .contains("<" + PUBLIC_URL + ">; rel=\"mercure\"");
      assertThat(reader.headers().firstValue("Access-Control-Allow-Origin")).hasValue(PAGES);
    }
    HttpRequest plain = request.copy().header("Origin", PAGES.replace("https", "http")).build();
    HttpResponse<Void> refused = secure.client().send(plain, BodyHandlers.discarding());
    assertThat(refused.statusCode()).isEqualTo(403);
    assertThat(refused.headers().firstValue("Access-Control-Allow-Origin")).isEmpty();
  }

  /** Where it was sent to is in {@code :authority} then, and no header {@code Host} is sent. */
  @Test
  void aPageOfTheServersOwnOriginMayPublishThoughThePublicUrlIsAnother() throws Exception {
    HttpRequest.Builder publication =
        HttpRequest.newBuilder(secure.base().resolve(HubCaller.HUB))
            .POST(BodyPublishers.ofString("topic=/own"))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .header("Authorization", caller().bearer());
    String own = "https://" + secure.base().getRawAuthority();
    for (String origin : List.of(own, "https://hub.example")) {
      HttpRequest request = publication.copy().header("Origin", origin).build();
      HttpResponse<String> answer = secure.client().send(request, BodyHandlers.ofString());
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
      assertThat(answer.version()).isEqualTo(HttpClient.Version.HTTP_2);
    }
  }

  @Test
  void twentyEventSourcesOfOnePageAreLive() throws Exception {
    try (Browser browser = Browser.open()) {
      Page page = browser.trustingPage();
      page.navigate(secure.base().toString());
      assertThat(page.evaluate("performance.getEntriesByType('navigation')[0].nextHopProtocol"))
          .isEqualTo("h2");
      page.evaluate(LISTEN, BROWSER_STREAMS);
      page.waitForFunction("count => window.open === count", BROWSER_STREAMS);
      caller().publish("topic", "/twenty", "data", "for all");
      page.waitForFunction("count => window.heard.size === count", BROWSER_STREAMS);
    }
  }

  /**
   * Payara closes a connection on which nothing came or went for 30 seconds, WildFly one on which
   * nothing came for 90, if server-config does not tell them not to. Three heartbeats of 40 seconds
   * are longer than either.
   */
  @Test
  void aStreamIsNotCutForBeingIdle() throws Exception {
    assumeTrue(Boolean.getBoolean("it.long"), "it takes two minutes: ./verify --long");
    try (SecureServer patient = SecureServer.started("tls-idle", "-Dcourant.heartbeat=PT40S")) {
      HttpClient client = patient.client();
      try (BufferedReader lines = lines(patient, client);
          StreamReader reader = open(client, patient.base(), HubCaller.HUB + "?match=/idle")) {
        // The first comment comes at once.
        awaitComments(lines, 1 + 3);
        new HubCaller(patient.process().server()).publish("topic", "/idle", "data", "after all");
        assertThat(reader.awaitData(1)).containsExactly("after all");
      }
    }
  }

  private static StreamReader open(HttpClient client, URI base, String path) throws Exception {
    StreamReader reader = StreamReader.open(client, HttpRequest.newBuilder(base.resolve(path)));
    assertThat(reader.version()).isEqualTo(HttpClient.Version.HTTP_2);
    return reader;
  }

  private static BufferedReader lines(SecureServer server, HttpClient client) throws Exception {
    URI stream = server.base().resolve(HubCaller.HUB + "?match=/idle");
    HttpResponse<InputStream> response =
        client.send(HttpRequest.newBuilder(stream).build(), BodyHandlers.ofInputStream());
    assertThat(response.version()).isEqualTo(HttpClient.Version.HTTP_2);
    return new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8));
  }

  private static void awaitComments(BufferedReader lines, int count) throws IOException {
    for (int comments = 0; comments < count; ) {
      String line = lines.readLine();
      assertThat(line).as("the stream goes on").isNotNull();
      comments += line.startsWith(":") ? 1 : 0;
    }
  }

  private static void assertConnections(int expected) throws Exception {
    HubCaller caller = caller();
    Eventually.holds(
        THREE_HEARTBEATS, () -> assertThat(caller.overview("connections")).isEqualTo(expected));
  }

  private static HubCaller caller() {
    return new HubCaller(secure.process().server());
  }
}
