package dev.courant.it.scenarios;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import dev.courant.it.Accessibility;
import dev.courant.it.Browser;
import dev.courant.it.Eventually;
import dev.courant.it.ServerUnderTest;
import dev.courant.it.ServerUnderTest.Brand;
import org.junit.jupiter.api.Test;

/** The scenario {@code /scenarios/tracking}: one stream that asks for what is in view. */
public interface TrackingBehaviour {
  /** The server on which the application is deployed. */
  ServerUnderTest server();

  @Test
  default void zoomingAsksForMoreAndLessOnTheSameStreamAndWhoeverLeavesTheViewVanishes()
      throws Exception {
    try (var browser = Browser.openForPagesOn(Brand.WILDFLY)) {
      Page page = browser.page();
      page.navigate(server().base() + "scenarios/tracking/");
      assertThat(count(page, "tiles")).hasText("12");
      assertThat(count(page, "vehicles")).hasText("25");
      String stream = page.locator("[data-stream]").textContent();
      assertThat(stream).isNotBlank();

      // In the middle of the town that are the four tiles round it, of which each is partly in
      // view.
      zoom(page, "in");
      zoom(page, "in");
      assertThat(count(page, "tiles")).hasText("2");
      assertThat(page.locator("[data-asked]")).hasText("/map/1-1 /map/2-1");
      Eventually.holds(
          () -> {
            int heard = Integer.parseInt(count(page, "vehicles").textContent());
            assertThat(heard).isLessThan(25);
            assertThat(page.locator(".vehicle").count()).isEqualTo(heard);
          });

      zoom(page, "out");
      zoom(page, "out");
      assertThat(count(page, "vehicles")).hasText("25");
      assertThat(count(page, "streams")).hasText("1");
      assertThat(page.locator("[data-stream]")).hasText(stream);
      Accessibility.assertFlawless(page);
    }
  }

  private static void zoom(Page page, String way) {
    page.locator("[data-zoom=" + way + "]").click();
  }

  private static Locator count(Page page, String name) {
    return page.locator("[data-count=" + name + "]");
  }
}
