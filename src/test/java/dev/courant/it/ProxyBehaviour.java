package dev.courant.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Behind nginx, as docs/proxies.md sets it up. Skipped where there is none. */
interface ProxyBehaviour {
  String STREAM = HubCaller.HUB + "?match=/behind-a-proxy";

  /** The longest pause that the proxy asks for, and what a busy machine adds to that. */
  double COMEBACK_MS = 8_000 + 22_000;

  String LISTEN =
      """
      (url) => {
        window.opened = 0;
        window.source = new EventSource(url);
        window.source.onopen = () => window.opened++;
        window.source.onmessage = (event) => (window.heard = event.data);
      }
      """;

  /** Keeps the answers to orders, and what is published. */
  String CONVERSE =
      """
      (url) => {
        window.heard = [];
        window.socket = new WebSocket(url);
        window.socket.onmessage = ({ data }) => {
          const { notice, data: published } = JSON.parse(data);
          window.heard.push(published ?? notice?.status);
        };
      }
      """;

  /** The server on which the application is deployed. */
  ServerUnderTest server();

  @Test
  default void throughAProxyEventsArriveAtOnceAndRefusalsAsTheyAre() throws Exception {
    try (RunningProxy proxy = RunningProxy.nginx(server().base())) {
      HttpClient client = proxy.client();
      HttpRequest.Builder request = HttpRequest.newBuilder(proxy.base().resolve(STREAM));
      try (StreamReader reader = StreamReader.open(client, request)) {
        assertThat(reader.version()).isEqualTo(HttpClient.Version.HTTP_2);
        for (int i = 0; i < 3; i++) {
          new HubCaller(server()).publish("topic", "/behind-a-proxy", "data", "event " + i);
          reader.dataUpTo("event " + i);
        }
      }
      HttpRequest unauthorized =
          HttpRequest.newBuilder(proxy.base().resolve(HubCaller.HUB))
              .POST(BodyPublishers.ofString("topic=/x"))
              .header("Content-Type", "application/x-www-form-urlencoded")
              .build();
      HttpResponse<String> refusal = client.send(unauthorized, BodyHandlers.ofString());
      assertThat(refusal.statusCode()).isEqualTo(401);
      assertThat(refusal.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    }
  }

  @Test
  default void throughAProxyAWebSocketOfAPageCarriesEventsAndOrders() throws Exception {
    try (RunningProxy proxy = RunningProxy.nginx(server().base());
        Browser browser = Browser.open()) {
      HubCaller caller = new HubCaller(server());
      Page page = browser.trustingPage();
      page.navigate(proxy.base().toString());
      URI socket = proxy.base().resolve("ws?match=/behind-a-proxy");
      page.evaluate(CONVERSE, socket.toString().replaceFirst("https", "wss"));
      page.waitForFunction("() => window.heard.includes('open')");
      caller.publish("topic", "/behind-a-proxy", "data", "asked for at first");
      page.waitForFunction("() => window.heard.includes('asked for at first')");

      page.evaluate("() => socket.send('{\"subscribe\":{\"match\":[\"/behind-a-proxy/too\"]}}')");
      page.waitForFunction("() => window.heard.includes('subscribed')");
      caller.publish("topic", "/behind-a-proxy/too", "data", "asked for later");
      page.waitForFunction("() => window.heard.includes('asked for later')");
    }
  }

  @Test
  default void aProxyAsksThoseWhoWantAStreamToComeBackWhileTheServerStarts() throws Exception {
    try (Gate gate = Gate.inFrontOf(server().base());
        RunningProxy proxy = RunningProxy.nginx(gate.base())) {
      HttpClient client = proxy.client();
      HttpRequest.Builder request = HttpRequest.newBuilder(proxy.base().resolve(STREAM));
      for (int status : new int[] {404, 502, 503, 504}) {
        gate.shut(status);
        HttpResponse<String> stream =
            client.send(
                request.copy().header("Accept", "text/event-stream").build(),
                BodyHandlers.ofString());
        assertThat(stream.statusCode()).isEqualTo(200);
        assertThat(stream.headers().firstValue("Content-Type").orElse(""))
            .startsWith("text/event-stream");
        assertThat(stream.body()).matches("retry: [2468]000\n\n");
        for (String origin :
            new String[] {"https://intranet.example.org", "https://evil.example"}) {
          HttpRequest.Builder fromPage =
              request.copy().header("Accept", "text/event-stream").header("Origin", origin);
          assertThat(
                  client
                      .send(fromPage.build(), BodyHandlers.ofString())
                      .headers()
                      .allValues("Access-Control-Allow-Origin"))
              .isEqualTo(origin.contains("evil") ? List.of() : List.of(origin));
        }
        assertThat(client.send(request.build(), BodyHandlers.ofString()).statusCode())
            .as("for others")
            .isEqualTo(status);
      }
    }
  }

  @Test
  default void behindAProxyANativeEventSourceOutlivesARestartAndMissesNothing() throws Exception {
    try (Gate gate = Gate.inFrontOf(server().base());
        RunningProxy proxy = RunningProxy.nginx(gate.base());
        Browser browser = Browser.open()) {
      HubCaller caller = new HubCaller(server());
      String before = caller.publish("topic", "/behind-a-proxy", "data", "before");
      String stream = STREAM + "&last_event_id=" + HubCaller.encode(before);
      Page page = browser.trustingPage();
      page.navigate(proxy.base().toString());
      page.evaluate(LISTEN, proxy.base().resolve(stream).toString());
      page.waitForFunction("() => window.opened === 1");

      gate.shut(503);
      caller.publish("topic", "/behind-a-proxy", "data", "missed");
      page.waitForCondition(
          () -> gate.refused() > 0, new Page.WaitForConditionOptions().setTimeout(COMEBACK_MS));
      gate.open();
      page.waitForFunction(
          "() => window.heard === 'missed'",
          null,
          new Page.WaitForFunctionOptions().setTimeout(COMEBACK_MS));
    }
  }
}
