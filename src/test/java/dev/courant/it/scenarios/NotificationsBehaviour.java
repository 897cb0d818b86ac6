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
import dev.courant.it.StreamReader;
import dev.courant.wire.EventStreamParser.Dispatched;
import java.net.http.HttpResponse;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The scenario {@code /scenarios/notifications}: a private inbox in step across tabs. */
public interface NotificationsBehaviour {
  /** The server on which the application is deployed. */
  ServerUnderTest server();

  @Test
  default void anInboxIsInStepInAllTabsOfItsUserAndNobodyElsesBusiness() throws Exception {
    String token = call("ben/token").body();
    String query = HubCaller.form("match", "/users/ann/inbox", "match", "/notifications/count");
    try (var browser = Browser.open();
        var ben =
            StreamReader.open(
                server(), HubCaller.HUB + "?" + query, "Authorization", "Bearer " + token)) {
      Page one = openInboxes(browser.page());
      Page two = openInboxes(one.context().newPage());
      Locator stream = of("ann", one).locator("[data-mode=stream]");
      assertThat(of("ann", two).locator("[data-mode=stream]")).hasText(stream.textContent());

      String text = "For Ann <b>only</b> " + UUID.randomUUID();
      of("ben", one).getByLabel("To Ann").fill(text);
      of("ben", one).getByText("Send").click();
      assertThat(notice(two, text)).hasClass("unread");
      assertThat(notice(one, text)).hasClass("unread");
      assertThat(of("ben", one)).not().containsText(text);
      assertThat(of("ben", two)).not().containsText(text);
      Eventually.holds(() -> assertThat(badge(two)).isEqualTo(unread(two)).isPositive());

      notice(one, text).getByText("Mark as read").click();
      assertThat(notice(two, text)).not().hasClass("unread");
      Eventually.holds(() -> assertThat(badge(two)).isEqualTo(unread(two)));
      // Told in the same transaction as the notice to Ann: so that one was not for this reader.
      assertThat(ben.await(1)).extracting(Dispatched::type).containsOnly("notified");
      Accessibility.assertFlawless(one);
    }
  }

  @Test
  default void anInboxTakesTextForUsersThatThereAre() throws Exception {
    assertThat(call("ann", "from", "ben", "text", " ").statusCode()).isEqualTo(400);
    assertThat(call("ann", "from", "ben", "text", "x".repeat(201)).statusCode()).isEqualTo(400);
    assertThat(call("ann", "from", "eve", "text", "Hello").statusCode()).isEqualTo(404);
    assertThat(call("eve", "from", "ben", "text", "Hello").statusCode()).isEqualTo(404);
    assertThat(call("eve/token").statusCode()).isEqualTo(404);
    assertThat(call("ann/nothing/read").statusCode()).isEqualTo(404);
  }

  private Page openInboxes(Page page) {
    page.navigate(server().base() + "scenarios/notifications/");
    for (String user : new String[] {"ann", "ben"}) {
      assertThat(of(user, page).locator("live-state")).hasText("Live");
      assertThat(of(user, page).locator("[data-mode=stream]")).not().hasText("–");
    }
    return page;
  }

  private HttpResponse<String> call(String path, String... form) throws Exception {
    return new HubCaller(server()).submit("api/scenarios/notifications/" + path, form);
  }

  private static Locator of(String user, Page page) {
    return page.locator("user-inbox[user=" + user + "]");
  }

  private static Locator notice(Page page, String text) {
    return of("ann", page).locator("li").filter(new Locator.FilterOptions().setHasText(text));
  }

  private static int badge(Page page) {
    return Integer.parseInt(of("ann", page).locator(".badge").textContent());
  }

  private static int unread(Page page) {
    return of("ann", page).locator("li.unread").count();
  }
}
