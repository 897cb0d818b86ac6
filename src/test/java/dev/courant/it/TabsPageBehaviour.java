package dev.courant.it;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import dev.courant.it.ServerUnderTest.Brand;
import org.junit.jupiter.api.Test;

/** The page {@code /tabs}, which counts the connections of many tabs. */
interface TabsPageBehaviour {
  /** Ten pages, one after the other. */
  double PATIENCE = 20_000;

  /** The server on which the application is deployed. */
  ServerUnderTest server();

  @Test
  default void thePageOfTheTabsShowsTenOnOneStreamAndTheSeventhWaitingWithoutSharing() {
    try (var browser = Browser.openForPagesOn(Brand.PAYARA)) {
      Page page = browser.page();
      page.navigate(server().base() + "tabs/");
      page.locator("#count").fill("10");
      assertThat(sum(page, "live")).hasText("10", patient());
      assertThat(sum(page, "streams")).hasText("1");
      assertThat(sum(page, "protocol")).hasText("HTTP/1.1");
      // Its cells stand below their headings: it is no row any more when a style of another page
      // gets at it.
      assertThat(page.locator("tbody tr").first()).hasCSS("display", "table-row");
      Accessibility.assertFlawless(page);

      page.locator("#count").fill("7");
      page.locator("[name=share][value=off]").check();
      assertThat(sum(page, "live")).hasText("6", patient());
      assertThat(sum(page, "streams")).hasText("6");
      assertThat(sum(page, "waiting")).hasText("1");
      assertThat(page.locator("tbody tr.waits"))
          .containsText(
              "no answer", new LocatorAssertions.ContainsTextOptions().setTimeout(PATIENCE));
      assertThat(sum(page, "live")).hasText("6");
    }
  }

  private static Locator sum(Page page, String name) {
    return page.locator("[data-sum=" + name + "]");
  }

  private static LocatorAssertions.HasTextOptions patient() {
    return new LocatorAssertions.HasTextOptions().setTimeout(PATIENCE);
  }
}
