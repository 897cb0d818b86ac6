package dev.courant.it.admin;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import dev.courant.it.Browser;
import dev.courant.it.HubCaller;
import dev.courant.it.ServerUnderTest;
import dev.courant.it.StreamReader;
import java.net.http.HttpRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Names and data are anybody's: the console shows them, and does nothing that they say. */
public interface ConsoleHostilityBehaviour {
  List<String> HOSTILE =
      List.of(
          "<img src=x onerror=\"window.__xss=1\">",
          "\"><script>window.__xss=1</script>",
          "javascript:window.__xss=1",
          "'-(window.__xss=1)-'",
          "<svg/onload=window.__xss=1>",
          "<iframe srcdoc='<script>parent.__xss=1</script>'>",
          "</td></tr></table><a href=//evil.example>x</a>",
          "{{constructor.constructor('window.__xss=1')()}}",
          "__proto__");

  /** The server on which the application is deployed. */
  ServerUnderTest server();

  @Test
  default void theConsoleRunsNoScriptThatIsInANameOrInDataAndShowsAllOfItAsText() throws Exception {
    HubCaller caller = new HubCaller(server());
    List<StreamReader> readers = new ArrayList<>();
    try (var browser = Browser.open()) {
      for (String hostile : HOSTILE) {
        String token = caller.mint("{\"subject\":\"%s\"}".formatted(quoted(hostile)));
        String path = HubCaller.HUB + "?match=" + HubCaller.encode(hostile);
        readers.add(
            StreamReader.open(server(), path, "User-Agent", hostile, "Authorization", token));
        caller.publish(
            "topic", hostile, "type", hostile, "id", UUID.randomUUID() + hostile, "data", hostile);
        order(caller, "POST", "dismissals", away("away " + hostile));
        order(caller, "POST", "revocations", "{\"subject\":\"%s\"}".formatted(gone(hostile)));
      }
      ConsolePage console = ConsolePage.ofAdmin(browser, server(), "#/overview");
      console.awaitLive();
      for (String hostile : HOSTILE) {
        look(console, hostile);
      }
      console.go("#/audit");
      assertThat(console.rows()).not().hasCount(0);
      assertThat(console.page().locator("main")).containsText("away");
      console.assertUnharmed();
    } finally {
      for (StreamReader reader : readers) {
        reader.close();
      }
      for (String hostile : HOSTILE) {
        String query = "revocations?subject=" + HubCaller.encode("gone " + hostile);
        order(caller, "DELETE", query, "");
      }
    }
  }

  /** Looks at everything in which the name is. */
  private static void look(ConsolePage console, String hostile) {
    Page page = console.page();
    String name = HubCaller.encode(hostile).replace("+", "%20");
    console.go("#/connections?q=" + name);
    Locator row = console.rows().filter(new Locator.FilterOptions().setHasText(hostile));
    row.first().locator("a").click();
    Locator panel = page.locator("connection-panel");
    assertThat(panel.locator("dd").first()).hasText(hostile);
    assertThat(panel.locator("li")).containsText(hostile);
    panel.locator(".grave").click();
    assertThat(page.locator("dialog")).containsText(hostile);
    page.keyboard().press("Escape");
    assertThat(page.locator("ban-list")).containsText("away " + hostile);

    console.go("#/topics?q=" + name);
    console
        .rows()
        .filter(new Locator.FilterOptions().setHasText(hostile))
        .first()
        .locator("a")
        .first()
        .click();
    assertThat(page.locator("h2")).hasText("History");
    console.rows().first().locator("button").click();
    Locator detail = page.locator(".event-detail");
    assertThat(detail.locator("pre").first()).hasText(hostile);
    assertThat(detail.locator("dd").first()).hasText(hostile);
    assertThat(detail.locator("pre").nth(1)).containsText("curl");

    console.go("#/live?type=" + name);
    assertThat(console.rows().first()).containsText(hostile);
    console.go("#/tokens");
    assertThat(page.locator("revocation-list")).containsText("gone " + hostile);
  }

  @Test
  default void theConsoleNamesTheCharactersThatWouldTurnOrHideAText() throws Exception {
    HubCaller caller = new HubCaller(server());
    String topic = "/console/hidden/" + UUID.randomUUID();
    caller.publish("topic", topic, "data", "a\u202eb\u200b\u0007\nc");
    try (var browser = Browser.open()) {
      ConsolePage console = ConsolePage.ofAdmin(browser, server(), "#/history?topic=" + topic);
      console.rows().first().locator("button").click();
      assertThat(console.page().locator(".event-detail pre").first())
          .hasText("aU+202EbU+200BU+0007\nc");
      console.assertUnharmed();
    }
  }

  private static void order(HubCaller caller, String method, String path, String json)
      throws Exception {
    HttpRequest.Builder request = caller.sending(method, "api/admin/" + path, json);
    var answer = caller.send(request);
    assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 204);
  }

  private static String away(String subject) {
    return "{\"subject\":\"%s\",\"stay_away_seconds\":60}".formatted(quoted(subject));
  }

  private static String gone(String hostile) {
    return quoted("gone " + hostile);
  }

  private static String quoted(String text) {
    return text.replace("\\", "\\\\").replace("\"", "\\\"");
  }
}
