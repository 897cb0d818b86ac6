package dev.courant.it.scenarios;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import dev.courant.it.Accessibility;
import dev.courant.it.Browser;
import dev.courant.it.HubCaller;
import dev.courant.it.ServerUnderTest;
import dev.courant.it.ServerUnderTest.Brand;
import dev.courant.it.StreamReader;
import dev.courant.wire.EventStreamParser.Dispatched;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The scenario {@code /scenarios/deliveries}: a private topic for each order. */
public interface DeliveriesBehaviour {
  /** A few beats. */
  double PATIENCE = 40_000;

  /** The server on which the application is deployed. */
  ServerUnderTest server();

  @Test
  default void anOrderTellsItsWholeStoryAgainAfterAReloadAndNothingToStrangers() throws Exception {
    try (var browser = Browser.openForPagesOn(Brand.WILDFLY)) {
      Page page = browser.page();
      page.navigate(server().base() + "scenarios/deliveries/");
      assertThat(page.locator("[data-count=placed]")).not().isEmpty();
      Accessibility.assertFlawless(page);
      page.getByLabel("What is to be brought").fill("A cello <b>string</b>");
      page.getByText("Place it").click();
      page.waitForURL("**/order.html?id=*");
      assertThat(page.locator("h1")).hasText("A cello <b>string</b>");

      // Whoever asks for the order and the board without a token gets the board.
      String order = "/deliveries/" + page.url().replaceAll(".*id=", "");
      String query =
          HubCaller.form("match", order, "match", "/deliveries/board", "last_event_id", "earliest");
      try (var stranger = StreamReader.open(server(), HubCaller.HUB + "?" + query)) {
        Locator steps = page.locator(".story li");
        assertThat(steps.nth(1)).isVisible(patient());
        page.reload();
        assertThat(steps.nth(1)).hasAttribute("data-came", "replayed");
        assertThat(page.locator("[data-step=AT_THE_DOOR]")).isVisible(patient());
        assertThat(steps)
            .containsText(new String[] {"Placed", "Packed", "On the way", "At the door"});

        assertThat(page.locator(".stranger-state")).hasText("open");
        assertThat(page.locator("[data-count=stranger]")).hasText("0");
        assertThat(stranger.await(3))
            .extracting(Dispatched::type)
            .contains("board")
            .doesNotContain("delivery");
      }
      Accessibility.assertFlawless(page);
    }
  }

  @Test
  default void anOrderIsOfSomethingAndATokenIsForAnOrderThatThereIs() throws Exception {
    for (String goods : List.of(" ", "x".repeat(61))) {
      assertThat(post("api/scenarios/deliveries", "goods", goods)).isEqualTo(400);
    }
    assertThat(post("api/scenarios/deliveries/board/token")).isEqualTo(404);
  }

  private int post(String path, String... form) throws Exception {
    return new HubCaller(server()).submit(path, form).statusCode();
  }

  private static LocatorAssertions.IsVisibleOptions patient() {
    return new LocatorAssertions.IsVisibleOptions().setTimeout(PATIENCE);
  }
}
