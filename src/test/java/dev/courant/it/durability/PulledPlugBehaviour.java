package dev.courant.it.durability;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.ConsoleMessage;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions.HasTextOptions;
import dev.courant.it.Browser;
import dev.courant.it.Eventually;
import dev.courant.it.HubCaller;
import dev.courant.it.durability.InsistentWriter.Acknowledgement;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What a person sees whose page is open while the plug of the server is pulled (P1, P2). */
interface PulledPlugBehaviour {
  String TOPIC = "/news";

  /** The program of the README that outlives a restart. */
  Pattern README_PROGRAM = Pattern.compile("```js\n(let after.*?)```", Pattern.DOTALL);

  /** What the browser says of its own accord, of a lost connection for example, has no such id. */
  Pattern RECEIVED = Pattern.compile("(#\\S+) (\\S+)");

  /** What the clock says: milliseconds since 1970, and a semicolon. */
  Pattern TIME = Pattern.compile("\\d{13};");

  /** A start of the server, and the longest pause of the page. */
  double PATIENCE_MS = 120_000;

  int EVENTS_BEFORE = 20;
  Duration REST = Duration.ofMillis(50);

  /** Keeps in {@code window} every text that an element shows, in order. */
  String RECORD =
      """
      () => {
        const record = (selector) => {
          const place = document.querySelector(selector);
          const texts = [place.textContent];
          new MutationObserver(() => texts.push(place.textContent))
              .observe(place, { subtree: true, childList: true, characterData: true });
          return texts;
        };
        window.states = record(".state");
        window.times = record(".message");
      }
      """;

  /** A server that runs. */
  ServerProcess process();

  @Test
  default void theLandingPageShowsAPulledPlugAsAPauseAndNothingIsMissed() throws Exception {
    HubCaller caller = new HubCaller(process().server());
    try (var browser = Browser.open()) {
      Page page = browser.page();
      List<Acknowledgement> received = new ArrayList<>();
      page.onConsoleMessage(message -> note(message, received));
      page.navigate(address().toString());
      assertThat(page.locator(".state")).hasText("Live");
      assertThat(page.locator(".message")).hasText(TIME);
      page.evaluate(RECORD);
      page.evaluate(programOfTheReadme());
      Eventually.holds(() -> assertThat(caller.overview("connections")).isEqualTo(2));

      try (var writer = InsistentWriter.start("plug", caller, TOPIC, REST)) {
        page.waitForCondition(() -> received.size() >= EVENTS_BEFORE);
        pullThePlug(page);
        int before = writer.acknowledged().size();
        Eventually.holds(() -> assertThat(writer.acknowledged()).hasSizeGreaterThan(before));
        writer.finish();
        List<Acknowledgement> acknowledged = writer.acknowledged();
        page.waitForCondition(() -> received.size() >= acknowledged.size(), patiently());
        assertThat(received).isEqualTo(acknowledged);
      }
      assertThatThePageWentOn(page);
    }
  }

  private void pullThePlug(Page page) throws Exception {
    process().kill();
    assertThat(page.locator(".state")).hasText("Server away, trying again");
    process().start();
    assertThat(page.locator(".state"))
        .hasText("Live", new HasTextOptions().setTimeout(PATIENCE_MS));
  }

  /** No reload, no other word than that of a pause, and a clock that goes on. */
  private static void assertThatThePageWentOn(Page page) {
    int times = texts(page, "times").size();
    page.waitForCondition(() -> texts(page, "times").size() >= times + 2);
    assertThat(texts(page, "states")).containsExactly("Live", "Server away, trying again", "Live");
    assertThat(texts(page, "times")).isSorted().allMatch(TIME.asMatchPredicate());
  }

  @SuppressWarnings("unchecked") // the page records nothing but texts
  private static List<String> texts(Page page, String name) {
    return (List<String>) page.evaluate("window." + name);
  }

  private static void note(ConsoleMessage message, List<Acknowledgement> received) {
    Matcher event = RECEIVED.matcher(message.text());
    if (event.matches()) {
      received.add(new Acknowledgement(event.group(2), event.group(1)));
    }
  }

  /** As it stands there, but for the context path that this application has. */
  private static String programOfTheReadme() throws Exception {
    Matcher program = README_PROGRAM.matcher(Files.readString(Path.of("README.md")));
    assertThat(program.find()).isTrue();
    return "() => {" + program.group(1).replace("'/.well-known", "'.well-known") + "}";
  }

  private URI address() {
    URI base = process().server().base();
    return URI.create("http://localhost:" + base.getPort() + base.getPath());
  }

  private static Page.WaitForConditionOptions patiently() {
    return new Page.WaitForConditionOptions().setTimeout(PATIENCE_MS);
  }
}
