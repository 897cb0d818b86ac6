package dev.courant.it.admin;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import dev.courant.it.Accessibility;
import dev.courant.it.Browser;
import dev.courant.it.HubCaller;
import dev.courant.it.ServerUnderTest;
import dev.courant.it.ServerUnderTest.Brand;
import dev.courant.it.StreamReader;
import java.util.List;
import java.util.UUID;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;

/** Each view of the console is for everybody: in light and dark, wide and narrow. */
public interface ConsoleAccessibilityBehaviour {
  List<String> VIEWS =
      List.of("overview", "topics", "live", "publish", "tokens", "audit", "server");

  /** The server on which the application is deployed. */
  ServerUnderTest server();

  @Test
  default void everyViewOfTheConsoleIsAccessibleInLightAndDark() throws Exception {
    String topic = "/console/seen/" + UUID.randomUUID();
    new HubCaller(server()).publish("topic", topic, "type", "t", "data", "{\"a\":1}");
    try (var browser = Browser.openForPagesOn(Brand.WILDFLY);
        var reader = StreamReader.on(server(), topic)) {
      ConsolePage console = ConsolePage.open(browser, server(), "");
      Page page = console.page();
      assertThat(page.locator("[name=token]")).isFocused();
      Accessibility.assertFlawless(page);
      console.present(new HubCaller(server()).bearer());
      console.awaitLive();
      for (String view : VIEWS) {
        console.go("#/" + view);
        assertThat(page.locator(view + "-view h2")).isVisible();
        Accessibility.assertFlawless(page);
      }
      console.go("#/connections?q=" + topic);
      console.rows().locator("a").click();
      assertThat(page.locator("connection-panel .why")).containsText("not slow");
      Accessibility.assertFlawless(page);
      console.button("End this connection …").click();
      Accessibility.assertFlawless(page);
      page.keyboard().press("Escape");
      console.go("#/history?topic=" + topic);
      console.rows().first().locator("button").click();
      assertThat(page.locator(".event-detail pre").first()).containsText("\"a\": 1");
      Accessibility.assertFlawless(page);
      Assertions.assertThat(reader.isOpen()).isTrue();
    }
  }
}
