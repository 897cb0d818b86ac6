package dev.courant.it.scenarios;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import dev.courant.it.Accessibility;
import dev.courant.it.Browser;
import dev.courant.it.ServerUnderTest;
import dev.courant.it.ServerUnderTest.Brand;
import java.util.ArrayDeque;
import java.util.Deque;
import org.junit.jupiter.api.Test;

/** The scenario {@code /scenarios/feed}: a page that runs ahead of the stream. */
public interface FeedBehaviour {
  /** The server on which the application is deployed. */
  ServerUnderTest server();

  @Test
  default void aPostIsThereAtOnceAndConfirmedByTheStreamOrRefusedAndSeenByNobody() {
    try (var browser = Browser.openForPagesOn(Brand.WILDFLY)) {
      Page writer = browser.page();
      Page reader = browser.page();
      for (Page page : new Page[] {writer, reader}) {
        page.navigate(server().base() + "scenarios/feed/");
        assertThat(page.locator("live-state")).hasText("Live");
      }
      Deque<Route> underWay = new ArrayDeque<>();
      writer.route("**/api/scenarios/feed/posts", underWay::add);
      write(writer, "First of all");
      Locator mine = posted(writer, "First of all");
      assertThat(mine).hasAttribute("data-state", "sending");
      assertThat(posted(reader, "First of all")).hasCount(0);

      underWay.remove().resume();
      assertThat(mine).hasAttribute("data-state", "told");
      assertThat(mine).containsText("Confirmed by the stream");
      assertThat(posted(reader, "First of all")).hasCount(1);

      posted(reader, "First of all").locator("button").click();
      assertThat(mine.locator("button")).not().hasText("♥ 0");

      writer.unroute("**/api/scenarios/feed/posts");
      write(writer, "too long ".repeat(40));
      assertThat(posted(writer, "too long")).hasAttribute("data-state", "refused");
      assertThat(posted(writer, "too long")).containsText("280");
      write(writer, "Last of all");
      assertThat(posted(reader, "Last of all")).hasCount(1);
      assertThat(posted(reader, "too long")).hasCount(0);
      Accessibility.assertFlawless(writer);
    }
  }

  private static void write(Page page, String text) {
    page.locator("[name=text]").fill(text);
    page.locator(".write button").click();
  }

  private static Locator posted(Page page, String text) {
    return page.locator(".posts li").filter(new Locator.FilterOptions().setHasText(text));
  }
}
