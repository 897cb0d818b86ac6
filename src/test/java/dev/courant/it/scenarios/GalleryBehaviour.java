package dev.courant.it.scenarios;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import dev.courant.it.Accessibility;
import dev.courant.it.Browser;
import dev.courant.it.ServerUnderTest;
import dev.courant.it.ServerUnderTest.Brand;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The gallery {@code /scenarios}. */
public interface GalleryBehaviour {
  int SCENARIOS = 10;

  /** What is in every file that may be shown; a file that is missing shows its status. */
  Pattern SOURCE = Pattern.compile("\\b(package|import|export)\\b");

  /** The server on which the application is deployed. */
  ServerUnderTest server();

  @Test
  default void theGalleryShowsTenLiveMiniaturesOnOneConnectionAndEachPageItsSource() {
    try (var browser = Browser.openForPagesOn(Brand.WILDFLY)) {
      Page page = browser.page();
      page.navigate(server().base() + "scenarios/");
      assertThat(page.locator("live-state")).hasText("Live");
      Locator cards = page.locator("[data-scenario]");
      assertThat(cards).hasCount(SCENARIOS);
      assertThat(page.locator("stock-mini spark-line [points]")).not().hasCount(0);
      assertThat(page.locator("sensors-mini")).containsText("MiB");
      assertThat(page.locator("feed-mini")).not().containsText("…");
      Accessibility.assertFlawless(page);

      for (int n = 0; n < SCENARIOS; n++) {
        page.navigate(server().base() + "scenarios/");
        cards.nth(n).locator("a").click();
        page.locator("source-view summary").click();
        assertThat(page.locator("source-view pre").first()).containsText("package dev.courant");
        for (Locator source : page.locator("source-view pre").all()) {
          assertThat(source).containsText(SOURCE);
        }
      }
    }
  }
}
