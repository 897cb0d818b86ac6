package dev.courant.it.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import dev.courant.it.Browser;
import dev.courant.it.Eventually;
import dev.courant.it.HubCaller;
import dev.courant.it.ServerUnderTest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The browser client's ways to read, over a real hub. */
public interface ClientTransportBehaviour {
  /** The server on which the application is deployed. */
  ServerUnderTest server();

  @Test
  default void theClientChangesWhatItAsksForAndKeepsItsCursor() throws Exception {
    HubCaller caller = new HubCaller(server());
    try (var proxy = FaultProxy.inFrontOf(server().base());
        var browser = Browser.open()) {
      ClientPage page = ClientPage.open(browser.page(), proxy.page());
      page.listen("/client/change/a").awaitState("open");
      caller.publish("topic", "/client/change/a", "data", "a1");
      page.awaitSeen("a1");
      page.value("() => hub.subscribe('/client/change/b')");
      caller.publish("topic", "/client/change/b", "data", "b1");
      caller.publish("topic", "/client/change/a", "data", "a2");
      page.awaitSeen("a1", "b1", "a2");
      page.value("() => hub.unsubscribe('/client/change/a')");
      caller.publish("topic", "/client/change/a", "data", "a3");
      caller.publish("topic", "/client/change/b", "data", "b2");
      page.awaitSeen("a1", "b1", "a2", "b2");
    }
  }

  @Test
  default void theBrowsersOwnEventSourceAndOursReadTheSame() throws Exception {
    HubCaller caller = new HubCaller(server());
    try (var proxy = FaultProxy.inFrontOf(server().base());
        var browser = Browser.open()) {
      Page page = ClientPage.open(browser.page(), proxy.page()).page();
      page.evaluate(
          """
          async () => {
            const { CourantEventSource } = await import("/courant/client/courant.js");
            globalThis.read = [EventSource, CourantEventSource].map((Source) => {
              const seen = [];
              const source = new Source("/courant/.well-known/mercure?match=/client/both");
              source.onopen = () => seen.push("open");
              source.onmessage = ({ data, lastEventId }) => seen.push(data, lastEventId);
              return seen;
            });
          }\
          """);
      page.waitForFunction("() => read.every((seen) => seen.length === 1)");
      List<Object> expected = new ArrayList<>(List.of("open"));
      for (String data : List.of("", " a", "b\nc\n", ":", "\uFEFFx\0y", "\u2028", "🚀")) {
        String id = caller.publish("topic", "/client/both", "data", data);
        expected.addAll(List.of(data, id));
      }
      Eventually.holds(
          () -> assertThat(page.evaluate("() => read")).isEqualTo(List.of(expected, expected)));
    }
  }

  @Test
  default void aPageThatIsLeftAndComesBackGoesOn() throws Exception {
    HubCaller caller = new HubCaller(server());
    try (var proxy = FaultProxy.inFrontOf(server().base());
        var browser = Browser.openThatKeepsPages()) {
      for (String share : List.of("off", "worker")) {
        String topic = "/client/kept/" + share;
        ClientPage page = ClientPage.open(browser.page(), proxy.page());
        page.listen(topic, "share", share).awaitState("open");
        caller.publish("topic", topic, "data", "one");
        page.awaitSeen("one");
        page.page().navigate(proxy.page() + "?elsewhere");
        caller.publish("topic", topic, "data", "two");
        page.page().evaluate("() => history.back()");
        page.page().waitForFunction("() => globalThis.hub?.state === 'open'");
        assertThat(page.value("() => globalThis.wasKept"))
            .as("kept with %s", share)
            .isEqualTo(true);
        page.awaitSeen("one", "two");
        page.page().close();
      }
    }
  }

  @Test
  default void aHiddenPageMayPauseAndMissesNothing() throws Exception {
    HubCaller caller = new HubCaller(server());
    try (var proxy = FaultProxy.inFrontOf(server().base());
        var browser = Browser.open()) {
      ClientPage page = ClientPage.open(browser.page(), proxy.page());
      page.listen("/client/hidden", "visibility", "pause").awaitState("open");
      hide(page, true);
      page.awaitState("paused");
      caller.publish("topic", "/client/hidden", "data", "meanwhile");
      hide(page, false);
      page.awaitSeen("meanwhile");
    }
  }

  /** A browser without a window has no tabs to change between. */
  private static void hide(ClientPage page, boolean hidden) {
    page.page()
        .evaluate(
            """
            ({ hidden }) => {
              Object.defineProperty(document, "hidden", { value: hidden, configurable: true });
              document.dispatchEvent(new Event("visibilitychange"));
            }\
            """,
            Map.of("hidden", hidden));
  }
}
