package dev.courant.it.durability;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import dev.courant.it.Accessibility;
import dev.courant.it.Browser;
import dev.courant.it.HubCaller;
import dev.courant.it.StreamReader;
import dev.courant.it.admin.ConsolePage;
import dev.courant.it.admin.Contract;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;

/** The console of one node, which shows and does what concerns all of them. */
interface ClusterConsoleBehaviour {
  /** The servers, which are left running. */
  Cluster cluster();

  @Test
  default void theConsoleShowsAllNodesAndEndsAConnectionOfAnother() throws Exception {
    String path = HubCaller.HUB + "?match=/cluster/console";
    try (var browser = Browser.open();
        var stream = StreamReader.open(cluster().server(1), path, "User-Agent", "a reader")) {
      ConsolePage console = ConsolePage.ofAdmin(browser, cluster().server(0), "#/overview");
      Page page = console.page();
      assertThat(page.locator("node-table tbody")).hasCount(Cluster.NODES);
      assertThat(page.locator("node-table .said")).isEmpty();
      Accessibility.assertFlawless(page);

      console.go("#/connections?q=/cluster/console");
      assertThat(console.rows()).hasCount(1);
      assertThat(console.rows().locator("td").getByText(idOf(1))).isVisible();
      Accessibility.assertFlawless(page);
      Locator choice = page.locator("form.filters [name=node]");
      choice.selectOption(idOf(0));
      assertThat(console.rows()).hasCount(0);
      choice.selectOption(idOf(1));
      assertThat(console.rows()).hasCount(1);

      console.rows().locator("a").click();
      console.button("End this connection …").click();
      page.locator("dialog [name=away]").selectOption("900");
      console.button("End").click();
      stream.awaitEnd();
      assertThat(page.locator("connection-panel .said"))
          .hasText("1 connection ended, and stays away for 15 minutes.");
      Assertions.assertThat(comesBackTo(2, path)).isEqualTo(204);
      page.locator("ban-list tbody button").click();
      assertThat(page.locator("ban-list tbody")).hasCount(0);
      StreamReader.open(cluster().server(2), path, "User-Agent", "a reader").close();
      console.assertUnharmed();
    }
  }

  private int comesBackTo(int node, String path) throws Exception {
    HubCaller caller = cluster().caller(node);
    return caller.send(caller.request(path).header("User-Agent", "a reader")).statusCode();
  }

  private String idOf(int node) throws Exception {
    HubCaller caller = cluster().caller(node);
    String overview = caller.send(caller.sending("GET", "api/admin/overview", "")).body();
    return Contract.parse(overview).getString("node");
  }
}
