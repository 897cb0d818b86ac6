package dev.courant.it.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.courant.client.Exchange;
import dev.courant.it.Browser;
import dev.courant.it.Eventually;
import dev.courant.it.HubCaller;
import dev.courant.it.ServerUnderTest;
import dev.courant.it.ServerUnderTest.Brand;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The browser client in front of a real hub, with a bad network between the two. */
public interface ClientFaultBehaviour {
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

  @Test
  default void theClientIsClosedForGoodBy204And403() throws Exception {
    for (int status : new int[] {204, 403}) {
      play(
          (proxy, page, caller) -> {
            proxy.usually(Fault.answer(status));
            page.listen("/client/closed").awaitStatus("closed", status);
            assertThat(proxy.asked()).hasSize(1);
          });
    }
  }

  @Test
  default void theClientShowsATokenThatItWasAskedForBy401() throws Exception {
    play(
        (proxy, page, caller) -> {
          String good = caller.mint("{\"subject\":\"ann\",\"subscribe\":[\"/client/private\"]}");
          List<String> tokens = List.of("nonsense", good.substring("Bearer ".length()));
          page.listen("/client/private", "tokens", tokens).awaitState("open");
          assertThat(page.value("() => asked.map(({ status }) => status).join()"))
              .isEqualTo("0,401");
          caller.publish("topic", "/client/private", "data", "secret", "private", "on");
          page.awaitSeen("secret");
          assertThat(proxy.asked()).hasSize(2);
        });
  }

  @Test
  default void theClientComesBackNotBeforeItMay() throws Exception {
    String soon =
        DateTimeFormatter.RFC_1123_DATE_TIME.format(
            ZonedDateTime.now(ZoneOffset.UTC).plusSeconds(600));
    play(
        (proxy, page, caller) -> {
          proxy.next(
              Fault.answer(429, "Retry-After: 600"), Fault.answer(503, "Retry-After: " + soon));
          page.listen("/client/later");
          for (int status : new int[] {429, 503}) {
            Map<?, ?> waiting = page.awaitStatus("waiting", status);
            long away = ((Number) waiting.get("retryAt")).longValue() - System.currentTimeMillis();
            assertThat(away).isBetween(550_000L, 900_000L);
            page.value("() => hub.retryNow()");
          }
          page.awaitState("open");
        });
  }

  @Test
  default void theClientTakesAPageOfTheNetworkForNoStreamAndComesBackLater() throws Exception {
    play(
        (proxy, page, caller) -> {
          proxy.next(Fault.resetBehind("data: one\n"), Fault.page(), Fault.page());
          page.listen("/client/page").awaitState("open");
          caller.publish("topic", "/client/page", "data", "one");
          Eventually.holds(() -> assertThat(proxy.asked()).hasSizeGreaterThan(3));
          caller.publish("topic", "/client/page", "data", "two");
          page.awaitSeen("one", "two");
        });
  }

  @Test
  default void theClientLosesNothingByAResetInTheMiddleOfAnEvent() throws Exception {
    play(
        (proxy, page, caller) -> {
          proxy.next(Fault.resetBehind("data: two")).usually(Fault.withoutHeader("Last-Event-ID"));
          page.listen("/client/reset").awaitState("open");
          for (String data : List.of("one", "two", "three")) {
            caller.publish("topic", "/client/reset", "data", data);
          }
          page.awaitSeen("one", "two", "three");
          assertThat(proxy.asked()).hasSize(2);
        });
  }

  @Test
  default void theClientLosesNothingByAStreamThatEndsBeforeItsFirstEvent() throws Exception {
    play(
        (proxy, page, caller) -> {
          page.listen("/client/early", "retry", Map.of("initialMs", 600_000)).awaitState("open");
          proxy.cut();
          page.awaitState("waiting");
          caller.publish("topic", "/client/early", "data", "meanwhile");
          page.value("() => hub.retryNow()");
          page.awaitSeen("meanwhile");
        });
  }

  @Test
  default void theClientNoticesAStreamThatStalls() throws Exception {
    play(
        (proxy, page, caller) -> {
          proxy.next(Fault.stallBehind("data: one\n\n"));
          page.listen("/client/stall", "idleTimeoutMs", 3000).awaitState("open");
          caller.publish("topic", "/client/stall", "data", "one");
          page.awaitSeen("one");
          caller.publish("topic", "/client/stall", "data", "two");
          page.awaitSeen("one", "two");
        });
  }

  @Test
  default void theClientTellsThatAProxyBuffersAndComesBack() throws Exception {
    play(
        (proxy, page, caller) -> {
          proxy.next(Fault.buffering());
          page.listen("/client/buffered", "firstBytesMs", 300, "idleTimeoutMs", 3000);
          page.page()
              .waitForFunction("() => states.some(({ problem }) => problem === 'no-answer')");
          page.awaitState("open");
          caller.publish("topic", "/client/buffered", "data", "one");
          page.awaitSeen("one");
        });
  }

  @Test
  default void theClientOutlivesARestartOfTheServer() throws Exception {
    play(
        (proxy, page, caller) -> {
          page.listen("/client/restart").awaitState("open");
          for (int status : new int[] {404, 503}) {
            proxy.usually(Fault.answer(status)).cut();
            page.awaitStatus("waiting", status);
          }
          caller.publish("topic", "/client/restart", "data", "meanwhile");
          proxy.usually(Fault.none());
          page.awaitSeen("meanwhile");
        });
  }

  @Test
  default void theClientFollowsARedirect() throws Exception {
    play(
        (proxy, page, caller) -> {
          proxy.next(Fault.redirect());
          page.listen("/client/redirect").awaitState("open");
          caller.publish("topic", "/client/redirect", "data", "one");
          page.awaitSeen("one");
          assertThat(proxy.asked())
              .extracting(Exchange::target)
              .last()
              .asString()
              .contains("redirected=1");
        });
  }

  @Test
  default void theClientRenewsItsTokenOnTheLiveStream() throws Exception {
    play(
        (proxy, page, caller) -> {
          String order =
              "{\"subject\":\"ann\",\"subscribe\":[\"/client/renewed\"],\"lifetime\":%d}";
          List<String> tokens =
              List.of(
                  caller.mint(order.formatted(20)).substring("Bearer ".length()),
                  caller.mint(order.formatted(600)).substring("Bearer ".length()));
          page.listen("/client/renewed", "tokens", tokens).awaitState("open");
          page.page().waitForFunction("() => asked.length === 2");
          caller.publish("topic", "/client/renewed", "data", "secret", "private", "on");
          page.awaitSeen("secret");
          assertThat(proxy.asked()).as("one stream all the time").hasSize(1);
        });
  }
}
