package dev.courant.it.admin;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import dev.courant.it.Browser;
import dev.courant.it.Fleet;
import dev.courant.it.HubCaller;
import dev.courant.it.ServerUnderTest;
import dev.courant.it.StreamReader;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The console shows who is connected, and ends a connection. */
public interface ConsoleConnectionsBehaviour {
  int CROWD = 2000;
  int PAGE = 50;
  int GONE = 204;

  /** The server on which the application is deployed. */
  ServerUnderTest server();

  @Test
  default void theConsoleCountsTwoThousandConnectionsThatComeAndGo() throws Exception {
    String topic = "/console/crowd/" + UUID.randomUUID();
    try (var browser = Browser.open()) {
      ConsolePage console =
          ConsolePage.ofAdmin(browser, server(), "#/connections?sort=subject&q=" + topic);
      assertThat(console.caption()).containsText("0 match");
      try (var crowd = Fleet.of(server(), HubCaller.HUB + "?match=" + topic, CROWD)) {
        assertThat(console.caption()).containsText("2,000 match");
        assertThat(console.rows()).hasCount(PAGE);
        assertThat(console.page().locator("page-turner")).containsText("1 to 50 of 2,000");
        console.button("Next").click();
        assertThat(console.page().locator("page-turner")).containsText("51 to 100 of 2,000");

        // The focus stays where it is while everything is fetched anew.
        Locator link = console.rows().nth(1).locator("a");
        link.focus();
        String before = console.rows().nth(1).locator("td").last().textContent();
        assertThat(console.rows().nth(1).locator("td").last()).not().hasText(before);
        assertThat(link).isFocused();
        assertThat(crowd).isNotNull();
      }
      assertThat(console.caption()).containsText("of which 0 match");
      console.assertUnharmed();
    }
  }

  @Test
  default void aConnectionThatIsEndedInTheConsoleStaysAwayUntilItIsLetBack() throws Exception {
    HubCaller caller = new HubCaller(server());
    String topic = "/console/ended/" + UUID.randomUUID();
    String path = HubCaller.HUB + "?match=" + topic;
    try (var browser = Browser.open();
        var reader = StreamReader.open(server(), path)) {
      ConsolePage console = ConsolePage.ofAdmin(browser, server(), "#/connections?q=" + topic);
      Page page = console.page();
      console.rows().locator("a").click();
      console.button("End this connection …").click();
      page.locator("dialog [name=away]").selectOption("900");
      console.button("End").click();
      assertThat(page.locator("dialog")).hasCount(0);
      reader.awaitEnd();
      assertThat(page.locator("connection-panel .said")).containsText("ended");
      assertThat(console.caption()).containsText("of which 0 match");
      assertThat(caller.get(path).statusCode()).isEqualTo(GONE);

      Locator ban = page.locator("ban-list tbody", new Page.LocatorOptions().setHasText(topic));
      ban.locator("button").click();
      assertThat(ban).hasCount(0);
      try (var back = StreamReader.open(server(), path)) {
        assertThat(console.caption()).containsText("of which 1 match");
        assertThat(back.isOpen()).isTrue();
      }
      console.assertUnharmed();
    }
  }

  @Test
  default void allConnectionsOfASubjectAreEndedInTheConsoleAndMayComeBack() throws Exception {
    String subject = "console " + UUID.randomUUID();
    String token = new HubCaller(server()).mint("{\"subject\":\"%s\"}".formatted(subject));
    List<String> paths = List.of(HubCaller.HUB + "?match=/a", HubCaller.HUB + "?match=/b");
    try (var browser = Browser.open();
        var one = StreamReader.open(server(), paths.get(0), "Authorization", token);
        var other = StreamReader.open(server(), paths.get(1), "Authorization", token)) {
      ConsolePage console =
          ConsolePage.ofAdmin(browser, server(), "#/connections?q=" + subject.replace(" ", "%20"));
      assertThat(console.rows()).hasCount(2);
      console.rows().first().locator("a").click();
      console.button("End this connection …").click();
      console.page().locator("dialog [value=subject]").check();
      console.button("End").click();
      one.awaitEnd();
      other.awaitEnd();
      try (var back = StreamReader.open(server(), paths.get(0), "Authorization", token)) {
        assertThat(console.rows()).hasCount(1);
        assertThat(back.isOpen()).isTrue();
      }
    }
  }

  @Test
  default void somebodyWithoutAMouseFindsAConnectionInTheConsoleAndEndsIt() throws Exception {
    String agent = "keys-" + UUID.randomUUID();
    String path = HubCaller.HUB + "?match=/console/keys";
    String token = new HubCaller(server()).bearer();
    try (var browser = Browser.open();
        var reader = StreamReader.open(server(), path, "User-Agent", agent)) {
      ConsolePage console = ConsolePage.open(browser, server(), "");
      Page page = console.page();
      assertThat(page.locator("[name=token]")).isFocused();
      page.keyboard().insertText(token);
      page.keyboard().press("Enter");
      assertThat(page.locator("h2")).hasText("Overview");
      console.tabTo("Connections");
      page.keyboard().press("Enter");
      assertThat(page.locator("h2")).isFocused();
      console.tabTo("q");
      page.keyboard().insertText(agent);
      assertThat(console.rows()).hasCount(1);
      console.tabTo("anonymous");
      page.keyboard().press("Enter");
      assertThat(page.locator("connection-panel h3")).isFocused();
      assertThat(page.locator("connection-panel")).containsText(agent);
      console.tabTo("End this connection …");
      page.keyboard().press("Enter");
      console.tabTo("away");
      page.keyboard().press("ArrowDown");
      console.tabTo("End");
      page.keyboard().press("Enter");
      reader.awaitEnd();
      assertThat(page.locator("ban-list")).containsText("/console/keys");
      console.tabTo("Let back");
      page.keyboard().press("Enter");
      assertThat(page.locator("ban-list tbody")).hasCount(0);
      console.assertUnharmed();
    }
  }
}
