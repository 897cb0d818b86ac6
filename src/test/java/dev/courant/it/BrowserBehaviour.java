package dev.courant.it;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import org.junit.jupiter.api.Test;

/** What a person with a browser sees. Skipped where there is none. */
interface BrowserBehaviour {
  /** The server on which the application is deployed. */
  ServerUnderTest server();

  @Test
  default void theLandingPageOpensInABrowser() {
    try (var browser = Browser.open()) {
      var page = browser.page();
      page.navigate(server().base().toString());
      assertThat(page).hasTitle("Courant");
    }
  }
}
