package dev.courant.it.scenarios;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import dev.courant.it.Accessibility;
import dev.courant.it.Browser;
import dev.courant.it.HubCaller;
import dev.courant.it.ServerUnderTest;
import dev.courant.it.StreamReader;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The scenario {@code /scenarios/news}: a page publishes over HTTP, on several topics at once. */
public interface NewsBehaviour {
  /** The server on which the application is deployed. */
  ServerUnderTest server();

  @Test
  default void anItemOfASectionWithTwoTagsComesOnceIsCorrectedAndRetractedAndKeepsItsLines()
      throws Exception {
    String headline = "Bridge opened " + UUID.randomUUID();
    try (var browser = Browser.open();
        var reader =
            StreamReader.on(server(), "/news/culture", "/news/tags/river", "/news/tags/traffic")) {
      Page page = browser.page();
      page.navigate(server().base() + "scenarios/news/");
      page.locator("[name=section]").selectOption("culture");
      page.locator("[name=tag][value=river]").check();
      page.locator("[name=tag][value=traffic]").check();
      page.locator("[name=headline]").fill(headline);
      page.locator("[name=text]").fill("First line\n\n  third <b>line</b>");
      page.locator("[type=submit]").click();

      Locator item = page.locator(".item", new Page.LocatorOptions().setHasText(headline));
      assertThat(item).hasCount(1);
      assertThat(item.locator(".about")).containsText("by 3 subscriptions");
      assertThat(item.locator(".text").textContent())
          .isEqualTo("First line\n\n  third <b>line</b>");

      // Not an item, by whoever has a token: it is left out.
      new HubCaller(server()).publish("topic", "/news/culture", "type", "news", "data", "{\"id\":");

      item.locator("button", new Locator.LocatorOptions().setHasText("Correct")).click();
      page.locator("[name=text]").fill("Second thoughts");
      page.locator("[type=submit]").click();
      assertThat(item.locator(".marks")).containsText("corrected ");
      assertThat(item.locator(".text")).hasText("Second thoughts");

      item.locator("button", new Locator.LocatorOptions().setHasText("Retract")).click();
      assertThat(item.locator(".marks")).containsText("retracted ");
      assertThat(item.locator("h3 s")).hasText(headline);
      assertThat(item).hasCount(1);
      assertThat(page.locator("[data-count=twice]")).hasText("0");

      // Another reader had three subscriptions too, and has got each of the three events once.
      String end = UUID.randomUUID().toString();
      new HubCaller(server()).publish("topic", "/news/culture", "data", end);
      assertThat(reader.dataUpTo(end)).filteredOn(data -> data.contains(headline)).hasSize(3);
      Accessibility.assertFlawless(page);
    }
  }
}
