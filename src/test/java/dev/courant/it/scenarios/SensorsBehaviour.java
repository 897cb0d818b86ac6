package dev.courant.it.scenarios;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import dev.courant.it.Accessibility;
import dev.courant.it.Browser;
import dev.courant.it.Eventually;
import dev.courant.it.ServerUnderTest;
import dev.courant.it.ServerUnderTest.Brand;
import org.junit.jupiter.api.Test;

/** The scenario {@code /scenarios/sensors}: patterns over topics. */
public interface SensorsBehaviour {
  /** The server on which the application is deployed. */
  ServerUnderTest server();

  @Test
  default void theSensorsThatAPageAsksForByAPatternComeAndNoOthersOnTheSameStream()
      throws Exception {
    try (var browser = Browser.openForPagesOn(Brand.WILDFLY)) {
      Page page = browser.page();
      page.navigate(server().base() + "scenarios/sensors/");
      assertThat(page.locator("tbody tr")).hasCount(20);
      assertThat(page.locator("[data-measure]")).hasCount(6);
      assertThat(page.locator("[data-measure=heap] dd").first()).containsText("MiB");
      assertThat(page.locator(".count")).hasText("200");
      assertThat(page.locator(".stream")).not().hasText("–");
      String stream = page.locator(".stream").textContent();

      page.locator("[name=kind]").selectOption("co2");
      assertThat(page.locator(".count")).hasText("20");
      page.locator("[name=room]").selectOption("kitchen");
      assertThat(page.locator(".count")).hasText("1");
      assertThat(page.locator(".pattern")).hasText("/sensors/kitchen/co2");
      assertThat(page.locator("tbody td:not(.asleep)")).hasCount(1);
      Eventually.holds(() -> assertThat(page.locator(".stream").textContent()).isEqualTo(stream));
      Accessibility.assertFlawless(page);
    }
  }
}
