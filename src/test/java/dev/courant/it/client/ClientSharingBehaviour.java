package dev.courant.it.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.PlaywrightException;
import dev.courant.it.Browser;
import dev.courant.it.Eventually;
import dev.courant.it.HubCaller;
import dev.courant.it.ServerUnderTest;
import dev.courant.it.ServerUnderTest.Brand;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Many tabs of one browser, over HTTP/1.1, where it has six connections to a server for all of
 * them.
 */
public interface ClientSharingBehaviour {
  int TABS = 10;
  int CONNECTIONS = 6;

  /** Quick, so that a tab that has crashed is missed soon. */
  int BEAT_MS = 1000;

  /** The server on which the application is deployed. */
  ServerUnderTest server();

  /** Tabs of one browser in front of a hub behind a proxy. */
  interface Scene {
    void play(FaultProxy proxy, List<ClientPage> tabs, HubCaller caller) throws Exception;
  }

  private void play(int tabs, Scene scene) throws Exception {
    try (var proxy = FaultProxy.inFrontOf(server().base());
        var browser = Browser.openForPagesOn(Brand.PAYARA)) {
      BrowserContext context = browser.page().context();
      List<ClientPage> pages = new ArrayList<>();
      for (int i = 0; i < tabs; i++) {
        pages.add(ClientPage.open(context.newPage(), proxy.page()));
      }
      scene.play(proxy, pages, new HubCaller(server()));
    }
  }

  private static void share(List<ClientPage> tabs, String share, String topic) {
    tabs.forEach(tab -> tab.listen(topic, "share", share, "shareBeatMs", BEAT_MS));
    tabs.forEach(tab -> tab.awaitState("open"));
  }

  private static void all(List<ClientPage> tabs, String... data) throws Exception {
    for (ClientPage tab : tabs) {
      tab.awaitSeen(data);
    }
  }

  @Test
  default void withoutSharingTheSeventhTabStallsAndSaysSo() throws Exception {
    play(
        CONNECTIONS + 1,
        (proxy, tabs, caller) -> {
          ClientPage seventh = tabs.get(CONNECTIONS);
          List<ClientPage> six = tabs.subList(0, CONNECTIONS);
          six.forEach(tab -> tab.listen("/client/six").awaitState("open"));
          seventh.listen("/client/six", "firstBytesMs", 500);
          seventh
              .page()
              .waitForFunction("() => states.some(({ problem }) => problem === 'no-answer')");
          assertThat(seventh.value("() => hub.state")).isEqualTo("connecting");
          six.get(0).page().close();
          seventh.awaitState("open");
        });
  }

  @Test
  default void tenTabsShareOneStreamAndTheOneThatBeganItMayClose() throws Exception {
    for (String share : List.of("auto", "locks")) {
      String topic = "/client/shared/" + share;
      play(
          TABS,
          (proxy, tabs, caller) -> {
            share(tabs, share, topic);
            caller.publish("topic", topic, "data", "one");
            all(tabs, "one");
            assertThat(proxy.asked()).hasSize(1);
            String way = share.equals("auto") ? "worker" : share;
            assertThat(tabs.get(3).value("() => hub.mode.share")).isEqualTo(way);

            List<ClientPage> others = tabs.subList(1, TABS);
            tabs.get(0).page().close();
            caller.publish("topic", topic, "data", "two");
            all(others, "one", "two");
          });
    }
  }

  @Test
  default void aTabThatIsFrozenStopsNobodyAndMissesNothing() throws Exception {
    for (String share : List.of("worker", "locks")) {
      String topic = "/client/frozen/" + share;
      play(
          3,
          (proxy, tabs, caller) -> {
            share(tabs, share, topic);
            caller.publish("topic", topic, "data", "one");
            all(tabs, "one");
            lifecycle(tabs.get(0).page(), "frozen");
            caller.publish("topic", topic, "data", "two");
            all(tabs.subList(1, 3), "one", "two");
            lifecycle(tabs.get(0).page(), "active");
            caller.publish("topic", topic, "data", "three");
            all(tabs, "one", "two", "three");
          });
    }
  }

  @Test
  default void aTabThatStandsStillWithoutAWordStopsNobodyAndMissesNothing() throws Exception {
    for (String share : List.of("locks", "worker")) {
      String topic = "/client/still/" + share;
      play(
          3,
          (proxy, tabs, caller) -> {
            // The first one leads, where one of the tabs does.
            share(tabs, share, topic);
            caller.publish("topic", topic, "data", "one");
            all(tabs, "one");
            CDPSession debugger = standStill(tabs.get(0).page());
            caller.publish("topic", topic, "data", "two");
            all(tabs.subList(1, 3), "one", "two");
            debugger.send("Debugger.resume");
            caller.publish("topic", topic, "data", "three");
            all(tabs, "one", "two", "three");
            caller.publish("topic", topic, "data", "four");
            all(tabs, "one", "two", "three", "four");
          });
    }
  }

  @Test
  default void aTabThatCrashesStopsNobody() throws Exception {
    for (String share : List.of("worker", "locks")) {
      String topic = "/client/crashed/" + share;
      play(
          3,
          (proxy, tabs, caller) -> {
            share(tabs, share, topic);
            caller.publish("topic", topic, "data", "one");
            all(tabs, "one");
            crash(tabs.get(0).page());
            caller.publish("topic", topic, "data", "two");
            all(tabs.subList(1, 3), "one", "two");
          });
    }
  }

  @Test
  default void aTabThatComesLaterGetsWhatItMissed() throws Exception {
    play(
        2,
        (proxy, tabs, caller) -> {
          String topic = "/client/late";
          String first = caller.publish("topic", topic, "data", "one");
          caller.publish("topic", topic, "data", "two");
          share(tabs.subList(0, 1), "worker", topic);
          caller.publish("topic", topic, "data", "three");
          tabs.get(0).awaitSeen("three");
          tabs.get(1)
              .listen(topic, "share", "worker", "shareBeatMs", BEAT_MS, "lastEventId", first);
          tabs.get(1).awaitSeen("two", "three");
          caller.publish("topic", topic, "data", "four");
          tabs.get(0).awaitSeen("three", "four");
          tabs.get(1).awaitSeen("two", "three", "four");
          Eventually.holds(() -> assertThat(caller.overview("connections")).isLessThan(20));
        });
  }

  @Test
  default void tabsOfDifferentPeopleShareNothing() throws Exception {
    play(
        2,
        (proxy, tabs, caller) -> {
          for (String who : List.of("ann", "bob")) {
            String order =
                "{\"subject\":\"%s\",\"subscribe\":[\"/client/of/%s\"]}".formatted(who, who);
            String token = caller.mint(order).substring("Bearer ".length());
            tabs.get(who.equals("ann") ? 0 : 1)
                .listen("*", "share", "worker", "tokens", List.of(token))
                .awaitState("open");
          }
          for (String who : List.of("ann", "bob")) {
            caller.publish("topic", "/client/of/" + who, "data", "for " + who, "private", "on");
          }
          Eventually.holds(() -> assertThat(tabs.get(0).seen()).contains("for ann"));
          Eventually.holds(() -> assertThat(tabs.get(1).seen()).contains("for bob"));
          assertThat(tabs.get(0).seen()).doesNotContain("for bob");
          assertThat(tabs.get(1).seen()).doesNotContain("for ann");
          assertThat(proxy.asked()).hasSize(2);
        });
  }

  private static void lifecycle(Page page, String state) {
    JsonObject to = new JsonObject();
    to.addProperty("state", state);
    page.context().newCDPSession(page).send("Page.setWebLifecycleState", to);
  }

  /** Nothing of the page runs until {@code Debugger.resume}, and it is not told before. */
  private static CDPSession standStill(Page page) {
    CDPSession debugger = page.context().newCDPSession(page);
    debugger.send("Debugger.enable");
    page.evaluate("() => void setTimeout(() => { debugger; })");
    return debugger;
  }

  private static void crash(Page page) {
    try {
      page.navigate("chrome://crash");
    } catch (PlaywrightException crashed) {
      // It has: a page that does so cannot say that it has gone anywhere.
    }
  }
}
