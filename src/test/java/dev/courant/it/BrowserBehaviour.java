package dev.courant.it;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.Cookie;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What a person with a browser sees. Skipped where there is none. */
interface BrowserBehaviour {
  /** The data of the clock's unnamed events: milliseconds since 1970, and a semicolon. */
  Pattern MILLISECONDS = Pattern.compile("\\d{13};");

  /** For a server that was away: the browser itself waits 3 seconds before it tries again. */
  double PATIENCE_MS = 30_000;

  /** The server on which the application is deployed. */
  ServerUnderTest server();

  @Test
  default void theLandingPageShowsTheClockLive() {
    try (var browser = Browser.open()) {
      Page page = browser.page();
      List<String> complaints = new ArrayList<>();
      page.onConsoleMessage(message -> complaints.add(message.text()));
      page.navigate(local().toString());

      assertThat(page).hasTitle("Courant");
      assertThat(page.locator(".state")).hasText("Live");
      assertThat(page.locator(".message")).hasText(MILLISECONDS);
      assertThat(page.locator(".custom-event")).hasText("{\"message\":\"Hello, world!\"}");
      assertNextEventArrives(page);
      assertThat(complaints).as("what the browser complains about").isEmpty();
    }
  }

  @Test
  default void theLandingPageShowsTheVeryLinesThatRun() throws Exception {
    String running =
        get("courant/landing.js").split("function listen\\(\\) \\{\n", 2)[1].split("\n}", 2)[0];
    try (var browser = Browser.open()) {
      Page page = browser.page();
      page.navigate(local().toString());

      assertThat(page.locator(".state")).hasText("Live");
      String shown = page.locator("pre .running").textContent();
      assertThat(shown).isEqualTo(running.stripIndent());
      assertThat(shown.lines()).hasSize(5).first().asString().contains("new EventSource(");
    }
  }

  @Test
  default void theLandingPageCanBePausedAndGoesOn() {
    try (var browser = Browser.open()) {
      Page page = browser.page();
      page.navigate(local().toString());
      assertThat(page.locator(".state")).hasText("Live");

      button(page, "Pause").click();
      assertThat(page.locator(".state")).hasText("Paused");
      button(page, "Go on").click();
      assertThat(page.locator(".state")).hasText("Live");
      assertNextEventArrives(page);
    }
  }

  @Test
  default void theLandingPageComesBackByItselfAfterARestartOfTheServer() throws Exception {
    try (var gate = Gate.inFrontOf(server().base());
        var browser = Browser.open()) {
      Page page = browser.page();
      page.navigate(gate.base().toString());
      assertThat(page.locator(".state")).hasText("Live");

      for (int status : new int[] {404, 503}) {
        gate.shut(status);
        assertThat(page.locator(".state")).hasText("Server away, trying again");
        page.waitForCondition(
            () -> gate.refused() > 0, new Page.WaitForConditionOptions().setTimeout(PATIENCE_MS));
      }
      gate.open();

      assertThat(page.locator(".state"))
          .hasText("Live", new LocatorAssertions.HasTextOptions().setTimeout(PATIENCE_MS));
      assertNextEventArrives(page);
    }
  }

  @Test
  default void aPageOfAListedOriginReceivesEventsAndItsCookieIsSentAlong() throws Exception {
    try (var other = OtherOrigin.listed(local());
        var browser = Browser.open()) {
      Page page = browser.page();
      String visitor = knownVisitor(page);
      page.clock().install();
      page.navigate(other.page());

      assertThat(page.locator("#state")).hasText("open");
      assertThat(event(page, "open")).isVisible();
      assertThat(event(page, "message \\S+ " + MILLISECONDS)).isVisible();
      assertThat(event(page, "custom-event 10 \\{\"message\":\"Hello, world!\"\\}")).isVisible();
      assertThat(event(page, "error")).hasCount(0);
      assertThat(get("test/cookies")).contains(visitor);

      page.clock().fastForward(10_000);
      assertThat(page.locator("#state")).hasText("closed");
    }
  }

  @Test
  default void aPageOfAnOriginThatIsNotListedReceivesNothing() throws Exception {
    try (var other = OtherOrigin.unlisted(local());
        var browser = Browser.open()) {
      Page page = browser.page();
      String visitor = knownVisitor(page);
      page.navigate(other.page());

      // The browser has closed the stream for good then: nothing can come any more.
      assertThat(page.locator("#state")).hasText("refused");
      assertThat(page.locator("#events li")).hasText(new String[] {"error"});
      assertThat(get("test/cookies")).doesNotContain(visitor);
    }
  }

  /** The application under the name that pages on this machine use: cookies know no ports. */
  private URI local() {
    URI base = server().base();
    return URI.create("http://localhost:" + base.getPort() + base.getPath());
  }

  private String get(String path) throws IOException, InterruptedException {
    return new HubCaller(server()).get(path).body();
  }

  /** Gives the browser a cookie of the server's, and returns it as it stands in the header. */
  private String knownVisitor(Page page) {
    String visitor = UUID.randomUUID().toString();
    page.context().addCookies(List.of(new Cookie("visitor", visitor).setUrl(local().toString())));
    return "visitor=" + visitor;
  }

  private static Locator button(Page page, String name) {
    return page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name));
  }

  private static Locator event(Page page, String line) {
    Pattern whole = Pattern.compile("^" + line + "$");
    return page.locator("#events li").filter(new Locator.FilterOptions().setHasText(whole)).first();
  }

  private static void assertNextEventArrives(Page page) {
    Locator message = page.locator(".message");
    assertThat(message).not().hasText(message.textContent());
  }
}
