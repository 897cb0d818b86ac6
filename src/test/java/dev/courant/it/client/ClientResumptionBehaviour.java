package dev.courant.it.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.courant.client.Exchange;
import dev.courant.it.Browser;
import dev.courant.it.Eventually;
import dev.courant.it.HubCaller;
import dev.courant.it.ServerUnderTest;
import dev.courant.it.ServerUnderTest.Brand;
import jakarta.json.Json;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * The browser client goes on where it was, over a real hub: on each transport, from one to the
 * next, and after a reload.
 */
public interface ClientResumptionBehaviour {
  /** Long enough for an answer of a busy machine, and what a proxy that buffers costs. */
  int FIRST_BYTES_MS = 1500;

  /** More than two answers to a poll take. */
  int MANY = 1200;

  int EVENTS = 100;

  /** For a client to come back so often, with its pauses in between. */
  Duration BREAKS = Duration.ofSeconds(30);

  /** Within the head of an answer, within its first event, and later. */
  List<Integer> RESETS = List.of(1, 400, 700, 900, 1500, 350, 1100, 2000);

  /** The server on which the application is deployed. */
  ServerUnderTest server();

  /** A hub behind a proxy, and a page that listens. */
  interface Scene {
    void play(FaultProxy proxy, ClientPage page, HubCaller caller) throws Exception;
  }

  private void play(Scene scene) throws Exception {
    try (var proxy = FaultProxy.inFrontOf(server().base());
        var browser = Browser.openForPagesOn(Brand.PAYARA)) {
      scene.play(proxy, ClientPage.open(browser.page(), proxy.page()), new HubCaller(server()));
    }
  }

  private static String[] numbers(int end) {
    return IntStream.range(0, end).mapToObj(Integer::toString).toArray(String[]::new);
  }

  @Test
  default void connectionsThatBreakInTheMiddleLoseNothingAndRepeatNothingOnAnyTransport()
      throws Exception {
    for (String transport : List.of("sse", "fetch", "websocket", "long-poll", "poll")) {
      String topic = "/client/breaks/" + transport;
      play(
          (proxy, page, caller) -> {
            for (int bytes : RESETS) {
              proxy.next(Fault.resetBehind(bytes));
            }
            String before = caller.publish("topic", topic, "data", "before");
            page.listen(topic, "transport", transport, "pollIntervalMs", 50, "lastEventId", before);
            int published = 0;
            long deadline = System.nanoTime() + BREAKS.toNanos();
            while (published < EVENTS || proxy.asked().size() <= RESETS.size()) {
              // The client pauses before it comes back: how many events that takes, nobody knows.
              assertThat(System.nanoTime()).as("time for all breaks").isLessThan(deadline);
              caller.publish("topic", topic, "data", Integer.toString(published++));
            }
            page.awaitSeen(numbers(published));
            assertThat(page.value("() => hub.mode.transport")).isEqualTo(transport);
            assertThat(page.value("() => notices.filter((type) => type !== 'live').length"))
                .as("%s says nothing of a loss", transport)
                .isEqualTo(0);
          });
    }
  }

  @Test
  default void aProxyThatBuffersIsLeftForTheNextTransportWithTheSameCursor() throws Exception {
    play(
        (proxy, page, caller) -> {
          String topic = "/client/buffers";
          page.listen(topic, "transport", "auto", "firstBytesMs", FIRST_BYTES_MS);
          page.awaitState("open");
          caller.publish("topic", topic, "data", "one");
          page.awaitSeen("one");
          assertThat(page.value("() => hub.mode.transport")).isEqualTo("sse");
          proxy.usually(Fault.buffering()).cut();
          caller.publish("topic", topic, "data", "two");
          page.awaitSeen("one", "two");
          caller.publish("topic", topic, "data", "three");
          page.awaitSeen("one", "two", "three");
          assertThat(page.value("() => hub.mode.transport")).isEqualTo("websocket");
          assertThat(proxy.asked())
              .extracting(Exchange::path)
              .endsWith("/courant/.well-known/mercure", "/courant/ws");
        });
  }

  @Test
  default void whoShowsATokenIsLedPastTheWebSocketToTheLongPoll() throws Exception {
    play(
        (proxy, page, caller) -> {
          String topic = "/client/buffers/private";
          String order = "{\"subject\":\"ann\",\"subscribe\":[\"%s\"]}".formatted(topic);
          String token = caller.mint(order).substring("Bearer ".length());
          proxy.usually(Fault.buffering());
          String before = caller.publish("topic", topic, "data", "before");
          caller.publish("topic", topic, "data", "one", "private", "on");
          page.listen(
              topic,
              "transport",
              "auto",
              "firstBytesMs",
              FIRST_BYTES_MS,
              "lastEventId",
              before,
              "tokens",
              List.of(token));
          page.awaitSeen("one");
          caller.publish("topic", topic, "data", "two", "private", "on");
          page.awaitSeen("one", "two");
          assertThat(page.value("() => hub.mode.transport")).isEqualTo("long-poll");
          assertThat(proxy.asked()).extracting(Exchange::path).doesNotContain("/courant/ws");
        });
  }

  @Test
  default void whatIsAskedForOnAWebSocketOutlivesIt() throws Exception {
    play(
        (proxy, page, caller) -> {
          page.listen("/client/socket/a", "transport", "websocket").awaitState("open");
          page.value("() => hub.subscribe('/client/socket/b')");
          caller.publish("topic", "/client/socket/b", "data", "b1");
          page.awaitSeen("b1");
          assertThat(proxy.asked()).as("one WebSocket all the time").hasSize(1);
          proxy.cut();
          caller.publish("topic", "/client/socket/a", "data", "a1");
          caller.publish("topic", "/client/socket/b", "data", "b2");
          page.awaitSeen("b1", "a1", "b2");
          page.value("() => hub.unsubscribe('/client/socket/a')");
          caller.publish("topic", "/client/socket/a", "data", "a2");
          caller.publish("topic", "/client/socket/b", "data", "b3");
          page.awaitSeen("b1", "a1", "b2", "b3");
          assertThat(proxy.asked()).hasSize(2);
        });
  }

  @Test
  default void aPollFetchesWhatItHasMissedWithoutAPauseBetweenTheAnswers() throws Exception {
    String topic = "/client/backlog";
    HubCaller caller = new HubCaller(server());
    String before = caller.publish("topic", topic, "data", "before");
    List<String> all = new ArrayList<>(List.of(numbers(MANY)));
    // Three of these are too much for one answer.
    String large = "x".repeat(400_000);
    IntStream.range(0, 5).forEach(i -> all.add(large + i));
    String body = Json.createArrayBuilder(all).build().toString();
    caller.trigger("transaction/data", body, "topic", topic);
    for (String transport : List.of("poll", "long-poll")) {
      play(
          (proxy, page, ignored) -> {
            page.listen(
                topic, "transport", transport, "pollIntervalMs", 600_000, "lastEventId", before);
            Eventually.holds(
                () -> assertThat(page.value("() => seen.length")).isEqualTo(all.size()));
            assertThat(page.seen().equals(all)).as("%s, in order", transport).isTrue();
            Eventually.holds(
                () -> assertThat(page.value("() => notices")).isEqualTo(List.of("live")));
          });
    }
  }

  @Test
  default void aReloadGoesOnWhereThePageWas() throws Exception {
    for (String resume : List.of("session", "local")) {
      String topic = "/client/reload/" + resume;
      play(
          (proxy, page, caller) -> {
            page.listen(topic, "resume", resume).awaitState("open");
            caller.publish("topic", topic, "data", "one");
            page.awaitSeen("one");
            page.page().navigate("about:blank");
            caller.publish("topic", topic, "data", "two");
            ClientPage again = ClientPage.open(page.page(), proxy.page());
            again.listen(topic, "resume", resume).awaitSeen("two");
            again.page().reload();
            again.page().waitForFunction("() => globalThis.ready");
            again.listen(topic, "resume", resume).awaitState("open");
            caller.publish("topic", topic, "data", "three");
            again.awaitSeen("three");
          });
    }
  }

  @Test
  default void whatIsRememberedForAllTabsOutlivesTheTab() throws Exception {
    play(
        (proxy, page, caller) -> {
          String topic = "/client/remembered";
          page.listen(topic, "resume", "local").awaitState("open");
          caller.publish("topic", topic, "data", "one");
          page.awaitSeen("one");
          var context = page.page().context();
          // Another one keeps the browser's session, which the tab's own does not outlive.
          var other = context.newPage();
          page.page().close();
          caller.publish("topic", topic, "data", "two");
          ClientPage next = ClientPage.open(other, proxy.page());
          next.listen(topic, "resume", "local").awaitSeen("two");
        });
  }
}
