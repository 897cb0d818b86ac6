package dev.courant.it.admin;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import dev.courant.it.Browser;
import dev.courant.it.HubCaller;
import dev.courant.it.ServerUnderTest;
import dev.courant.it.ServerUnderTest.Brand;
import dev.courant.it.StreamReader;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The console finds what was sent, and publishes. */
public interface ConsoleHistoryBehaviour {
  int PAGES_WORTH = 70;
  int PAGE_OF_EVENTS = 50;

  /** The server on which the application is deployed. */
  ServerUnderTest server();

  @Test
  default void theConsoleFindsWhatWasSentOnATopicByTimeByIdAndByPosition() throws Exception {
    HubCaller caller = new HubCaller(server());
    String topic = "/console/history/" + UUID.randomUUID();
    String id = "urn:uuid:" + UUID.randomUUID();
    // The browser is in the same zone.
    LocalDateTime before =
        LocalDateTime.now(ZoneId.systemDefault()).truncatedTo(ChronoUnit.SECONDS);
    caller.publish("topic", topic, "id", id, "type", "order", "data", "{\"n\":[1,\"<b>\"]}");
    for (int i = 1; i < PAGES_WORTH; i++) {
      caller.publish("topic", topic, "data", "number " + i);
    }
    try (var browser = Browser.openForPagesOn(Brand.WILDFLY)) {
      ConsolePage console = ConsolePage.ofAdmin(browser, server(), "#/history");
      Page page = console.page();
      page.locator("[name=topic]").fill(topic);
      console.button("10 minutes ago").click();
      assertThat(page).hasURL(Pattern.compile(".*from=time&at=20.*Z&direction=forwards.*"));
      page.locator("[name=time]").fill(before.format(DateTimeFormatter.ISO_LOCAL_DATE_TIME));
      console.button("Go").click();
      assertThat(console.caption()).hasText("50 events, oldest first");
      assertThat(console.rows()).hasCount(PAGE_OF_EVENTS);
      assertThat(console.rows().first()).containsText(id);
      console.button("Newer").click();
      assertThat(console.rows()).hasCount(PAGES_WORTH - PAGE_OF_EVENTS);
      page.goBack();
      assertThat(console.rows().first()).containsText(id);
      seeData(console);

      page.locator("[name=from]").selectOption("id");
      page.locator("[name=at]").fill(id);
      page.locator("[name=direction]").selectOption("forwards");
      console.button("Go").click();
      assertThat(console.rows().first()).containsText(id);
      console
          .rows()
          .first()
          .locator("a", new Locator.LocatorOptions().setHasText("Around"))
          .click();
      assertThat(page.locator("tbody[aria-current]")).containsText(id);
      String number = page.locator("tbody[aria-current] .number").first().textContent();

      page.locator("[name=topic]").fill("");
      page.locator("[name=from]").selectOption("position");
      page.locator("[name=at]").fill(number.replace(",", ""));
      console.button("Go").click();
      assertThat(console.rows().first()).containsText(id);
      page.locator("[name=at]").fill("nowhere");
      console.button("Go").click();
      assertThat(page.locator("form .said")).containsText("A position looks like");
      console.assertUnharmed();
    }
  }

  private static void seeData(ConsolePage console) {
    Page page = console.page();
    console.rows().first().locator("button").click();
    Locator data = page.locator(".event-detail pre");
    assertThat(data.first()).hasText("{\n  \"n\": [\n    1,\n    \"<b>\"\n  ]\n}");
    assertThat(data.nth(1)).containsText("--data-urlencode 'data={\"n\":[1,\"<b>\"]}'");
    assertThat(data.nth(2)).containsText("/api/admin/history/");
  }

  @Test
  default void theConsoleShowsTheNewestEventsAsTheyComeUntilItIsPaused() throws Exception {
    HubCaller caller = new HubCaller(server());
    String topic = "/console/live/" + UUID.randomUUID();
    try (var browser = Browser.openForPagesOn(Brand.WILDFLY)) {
      ConsolePage console = ConsolePage.ofAdmin(browser, server(), "#/live?topic=" + topic);
      console.awaitLive();
      assertThat(console.rows()).hasCount(0);
      caller.publish("topic", topic, "data", "one");
      assertThat(console.rows()).hasCount(1);
      console.button("Pause").first().click();
      caller.publish("topic", topic, "data", "two");
      assertThat(console.page().locator("live-state .state")).hasText("Paused");
      assertThat(console.rows()).hasCount(1);
      console.button("Go on").first().click();
      assertThat(console.rows()).hasCount(2);
    }
  }

  @Test
  default void whatIsPublishedInTheConsoleIsDeliveredAndFoundInItsHistory() throws Exception {
    String topic = "/console/published/" + UUID.randomUUID();
    try (var browser = Browser.openForPagesOn(Brand.WILDFLY);
        var reader = StreamReader.on(server(), topic)) {
      ConsolePage console = ConsolePage.ofAdmin(browser, server(), "#/publish");
      Page page = console.page();
      page.locator("[name=topics]").fill(topic + "\n" + topic + "/too");
      page.locator("[name=type]").fill("note");
      page.locator("[name=data]").fill("{\"a\":1");
      console.button("Check JSON").click();
      assertThat(page.locator("form")).containsText("Not JSON");
      page.locator("[name=data]").fill("{\"a\":1}");
      console.button("Publish").click();
      assertThat(reader.await(1).get(0).data()).isEqualTo("{\"a\":1}");
      assertThat(reader.await(1).get(0).type()).isEqualTo("note");
      console.link("See it in the history").click();
      assertThat(console.rows().first()).containsText(topic + "/too");

      console.go("#/publish");
      page.locator("[name=topics]").fill("urn:courant:hub:forged");
      console.button("Publish").click();
      assertThat(page.locator("form > .said").first()).not().isEmpty();
      assertThat(page.locator("form")).not().containsText("Published as");
      console.assertUnharmed();
    }
  }
}
