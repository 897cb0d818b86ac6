package dev.courant.it;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What the example application shows to those who look at it. */
interface OrdersBehaviour {
  Pattern ID = Pattern.compile("\"id\":(\\d+)");

  /** The server on which the application is deployed. */
  ServerUnderTest server();

  @Test
  default void whatABeanFiresReachesTheTopicOfItsOrder() throws Exception {
    int id = placeOrder("Stool", 1);
    try (var order = StreamReader.on(server(), "/orders/" + id)) {
      post("api/orders/" + id + "/shipment", "");
      assertThat(order.awaitData(1).get(0)).contains("\"id\":" + id, "\"state\":\"SHIPPED\"");
    }
  }

  @Test
  default void whatAResourceBroadcastsReachesTheBoard() throws Exception {
    try (var board = StreamReader.open(server(), "api/orders/board")) {
      int id = placeOrder("Bench", 4);
      assertThat(board.awaitData(1).get(0)).contains("\"id\":" + id, "\"article\":\"Bench\"");
    }
  }

  @Test
  default void anOrderPlacedOnThePageAppearsAndIsShippedThere() {
    try (var browser = Browser.open()) {
      Page page = browser.page();
      openBoard(page);
      page.getByLabel("Article").fill("Table <b>round</b>");
      page.getByLabel("Quantity").fill("3");
      page.getByText("Place order").click();

      Locator row = row(page, "Table <b>round</b>");
      assertThat(row.locator("td:nth-child(3)")).hasText("3");
      assertThat(row).containsText("PLACED");
      row.getByText("Ship", new Locator.GetByTextOptions().setExact(true)).click();
      assertThat(row).containsText("SHIPPED");
      assertThat(row.locator("button")).isDisabled();
    }
  }

  @Test
  default void anOrderPlacedElsewhereAppearsOnThePage() throws Exception {
    try (var browser = Browser.open()) {
      Page page = browser.page();
      openBoard(page);

      int id = placeOrder("Lamp", 2);
      assertThat(row(page, "Lamp").locator("td:first-child")).hasText(Integer.toString(id));
    }
  }

  @Test
  default void thePageOfOneOrderFollowsIt() throws Exception {
    int id = placeOrder("Shelf", 1);
    try (var browser = Browser.open()) {
      Page page = browser.page();
      page.navigate(server().at("order.html?id=" + id).toString());
      // It reads the order when its stream is open: so what comes after this comes as an event.
      assertThat(page.locator("#order-state")).hasText("PLACED");

      post("api/orders/" + id + "/shipment", "");
      assertThat(page.locator("#order-state")).hasText("SHIPPED");
    }
  }

  private void openBoard(Page page) {
    page.navigate(server().base().toString());
    assertThat(page.locator("#state")).hasText("Live");
  }

  private static Locator row(Page page, String article) {
    return page.locator("tbody tr").filter(new Locator.FilterOptions().setHasText(article));
  }

  private int placeOrder(String article, int quantity) throws IOException, InterruptedException {
    String form = HubCaller.form("article", article, "quantity", Integer.toString(quantity));
    Matcher id = ID.matcher(post("api/orders", form));
    assertThat(id.find()).isTrue();
    return Integer.parseInt(id.group(1));
  }

  private String post(String path, String form) throws IOException, InterruptedException {
    var caller = new HubCaller(server());
    var response =
        caller.send(
            caller
                .request(path)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form)));
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    return response.body();
  }
}
