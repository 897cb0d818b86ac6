package dev.courant.it.admin;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import dev.courant.it.Browser;
import dev.courant.it.Eventually;
import dev.courant.it.HubCaller;
import dev.courant.it.ServerUnderTest;
import dev.courant.it.StreamReader;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The console {@code /admin}: who gets in, what is offered to whom, and what a reload keeps. */
public interface ConsoleBehaviour {
  String HELD = "(what) => document.querySelector('time-chart').held[what]";
  int SOME_POINTS = 3;

  /** Nothing hides a page in a browser without windows. */
  String BE_SEEN =
      """
      (state) => {
        Object.defineProperty(document, 'visibilityState', { value: state, configurable: true });
        document.dispatchEvent(new Event('visibilitychange'));
      }""";

  /** The server on which the application is deployed. */
  ServerUnderTest server();

  @Test
  default void theConsoleRefusesATokenThatIsNotGoodAndShowsTheViewThatWasAskedForToOneThatIs()
      throws Exception {
    HubCaller caller = new HubCaller(server());
    try (var browser = Browser.open()) {
      ConsolePage console = ConsolePage.open(browser, server(), "#/topics");
      Page page = console.page();
      assertThat(page.locator("[name=token]")).isFocused();
      for (String token : List.of("not a token", "nonsense", caller.mint("{\"subject\":\"x\"}"))) {
        console.present(token);
        assertThat(page.locator("sign-in .said")).not().isEmpty();
        assertThat(page.locator("nav")).isHidden();
      }
      console.present(caller.bearer());
      assertThat(page.locator("h2")).hasText("Topics");
      assertThat(page).hasTitle("Topics – Courant console");

      console.link("Connections").click();
      assertThat(page.locator("h2")).isFocused();
      assertThat(page).hasURL(Pattern.compile(".*#/connections$"));
      page.goBack();
      assertThat(page.locator("h2")).hasText("Topics");

      console.button("Sign out").click();
      assertThat(page.locator("sign-in .said")).hasText("You have signed out.");
      page.reload();
      assertThat(page.locator("[name=token]")).isFocused();
      console.assertUnharmed();
    }
  }

  @Test
  default void theConsoleOffersNoActsToWhoMayOnlyLook() throws Exception {
    String looking = new HubCaller(server()).mint("{\"subject\":\"looker\",\"admin\":\"observe\"}");
    String topic = "/console/looking/" + UUID.randomUUID();
    try (var browser = Browser.open();
        var reader = StreamReader.on(server(), topic)) {
      ConsolePage console = ConsolePage.signedIn(browser, server(), "#/overview", looking);
      Page page = console.page();
      assertThat(page.locator(".badge")).hasText("read only");
      assertThat(page.locator(".ready")).containsText("Ready");
      console.awaitLive();
      assertThat(console.link("Publish")).hasCount(0);

      console.go("#/connections?q=" + topic);
      console.rows().locator("a").click();
      assertThat(page.locator("connection-panel .why")).containsText("It is not slow");
      for (String view : List.of("connections", "history", "tokens", "server", "publish")) {
        console.go("#/" + view);
        assertThat(page.locator(view + "-view h2")).isVisible();
        assertThat(page.locator("main .grave, main [type=submit]:not(:text('Go'))")).hasCount(0);
      }
      assertThat(reader.isOpen()).isTrue();
      console.assertUnharmed();
    }
  }

  @Test
  default void theChartsOfTheConsoleOutliveAReloadAndRestWhilePaused() throws Exception {
    try (var browser = Browser.open()) {
      ConsolePage console = ConsolePage.ofAdmin(browser, server(), "#/overview");
      Page page = console.page();
      console.awaitLive();
      Eventually.holds(() -> assertThat(held(page, "points")).isGreaterThan(SOME_POINTS));
      assertThat(page.locator("figcaption").first()).containsText("highest");
      long newest = held(page, "newest");
      Eventually.holds(() -> assertThat(held(page, "newest")).isGreaterThan(newest));

      console.button("Pause").click();
      assertThat(page.locator("live-state .state")).hasText("Paused");
      long paused = held(page, "points");
      page.reload();
      assertThat(page.locator("nav [aria-current=page]")).hasText("Overview");
      Eventually.holds(() -> assertThat(held(page, "points")).isGreaterThan(paused - SOME_POINTS));
      console.assertUnharmed();
    }
  }

  @Test
  default void theConsoleHasNoStreamWhileNobodyLooksAtIt() throws Exception {
    HubCaller caller = new HubCaller(server());
    try (var browser = Browser.open()) {
      ConsolePage console = ConsolePage.ofAdmin(browser, server(), "#/connections");
      console.awaitLive();
      Eventually.holds(() -> assertThat(consoles(caller)).contains("\"matching\":1"));
      console.page().evaluate(BE_SEEN, "hidden");
      assertThat(console.page().locator("live-state .state")).hasText("Paused");
      Eventually.holds(() -> assertThat(consoles(caller)).contains("\"matching\":0"));
      console.page().evaluate(BE_SEEN, "visible");
      console.awaitLive();
      Eventually.holds(() -> assertThat(consoles(caller)).contains("\"matching\":1"));
    }
  }

  private static String consoles(HubCaller caller) throws Exception {
    var request = caller.request("api/admin/connections?limit=1&q=urn:courant:hub:sample");
    return caller.send(request.header("Authorization", caller.bearer())).body();
  }

  private static long held(Page page, String what) {
    return ((Number) page.evaluate(HELD, what)).longValue();
  }
}
