package dev.courant.it.scenarios;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import dev.courant.it.Accessibility;
import dev.courant.it.Browser;
import dev.courant.it.Eventually;
import dev.courant.it.HubCaller;
import dev.courant.it.ServerUnderTest;
import dev.courant.it.ServerUnderTest.Brand;
import dev.courant.it.StreamReader;
import org.junit.jupiter.api.Test;

/** The scenario {@code /scenarios/stock}: a reader who is slow on purpose. */
public interface StockBehaviour {
  /** The server on which the application is deployed. */
  ServerUnderTest server();

  @Test
  default void aPageThatTakesOneQuoteASecondLeavesQuotesOutAndShowsTheNewest() throws Exception {
    String query = HubCaller.form("match", "/stocks/ALDER");
    try (var browser = Browser.openForPagesOn(Brand.WILDFLY);
        var every = StreamReader.open(server(), HubCaller.HUB + "?" + query)) {
      Page page = browser.page();
      page.navigate(server().base() + "scenarios/stock/");
      assertThat(page.locator("tbody tr")).hasCount(30);
      Eventually.holds(() -> assertThat(count(page, "skipped")).isPositive());
      assertThat(count(page, "slow")).isLessThan(count(page, "all"));

      // What is the newest now stands in the slow column soon, or a newer one does.
      Locator slow = page.locator("[data-symbol=ALDER] .slow[data-trade]");
      long newest = trade(every);
      assertThat(slow).hasCount(1);
      Eventually.holds(
          () ->
              assertThat(Long.parseLong(slow.getAttribute("data-trade")))
                  .isGreaterThanOrEqualTo(newest));
      Accessibility.assertFlawless(page);
    }
  }

  private static long trade(StreamReader reader) throws Exception {
    int seen = Math.max(1, reader.await(0).size());
    String data = reader.await(seen).get(seen - 1).data();
    return Long.parseLong(data.replaceAll(".*\"trade\":([0-9]+).*", "$1"));
  }

  private static long count(Page page, String name) {
    return Long.parseLong(page.locator("[data-count=" + name + "]").textContent().replace(",", ""));
  }
}
