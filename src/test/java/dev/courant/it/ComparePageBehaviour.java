package dev.courant.it;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import dev.courant.it.ServerUnderTest.Brand;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The page {@code /compare}, which reads the same events in five ways. */
interface ComparePageBehaviour {
  /** Polling asks every five seconds, and a cut takes ten. */
  double PATIENCE = 30_000;

  /** One event a second for ten seconds, more or less one at each end. */
  Pattern ALL_OF_A_CUT = Pattern.compile("[89]|1[0-2]");

  List<String> LANES =
      List.of("Polling", "Long-polling", "WebSocket", "EventSource", "Fetch stream");

  /** The server on which the application is deployed. */
  ServerUnderTest server();

  @Test
  default void allLanesOfThePageThatComparesGetEverythingAlthoughTheNetworkIsCut() {
    try (var browser = Browser.openForPagesOn(Brand.PAYARA)) {
      Page page = browser.page();
      List<String> complaints = new ArrayList<>();
      page.onConsoleMessage(message -> complaints.add(message.text()));
      page.navigate(server().base() + "compare/");
      for (String lane : LANES) {
        assertThat(measure(page, lane, "events")).hasText(positive(), patient());
        assertThat(lane(page, lane).locator(".state")).hasText("Live");
      }
      Accessibility.assertFlawless(page);

      page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Cut the network"))
          .click();
      for (String lane : LANES) {
        assertThat(lane(page, lane).locator(".state")).hasText("Cut");
      }
      for (String lane : LANES) {
        assertThat(measure(page, lane, "late")).hasText(ALL_OF_A_CUT, patient());
        assertThat(measure(page, lane, "missing")).hasText("0");
        assertThat(measure(page, lane, "repeated")).hasText("0");
      }
      assertThat(complaints).as("what the browser complains about").isEmpty();
    }
  }

  private static Locator lane(Page page, String name) {
    return page.getByRole(
        AriaRole.REGION, new Page.GetByRoleOptions().setName(name).setExact(true));
  }

  private static Locator measure(Page page, String lane, String name) {
    return lane(page, lane).locator("[data-measure=" + name + "]");
  }

  private static Pattern positive() {
    return Pattern.compile("[1-9][0-9,]*");
  }

  private static LocatorAssertions.HasTextOptions patient() {
    return new LocatorAssertions.HasTextOptions().setTimeout(PATIENCE);
  }
}
