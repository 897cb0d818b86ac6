package dev.courant.it;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the example application shows to those who look at it. */
interface OrdersBehaviour {
  HttpClient HTTP = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  Pattern ID = Pattern.compile("\"id\":(\\d+)");

  /** The server on which the application is deployed. */
  ServerUnderTest server();

  @Test
  @Timeout(60)
  default void whatABeanFiresReachesTheTopicOfItsOrder() throws Exception {
    int id = placeOrder("Stool", 1);
    try (var lines = stream(".well-known/mercure?match=/orders/" + id)) {
      post("api/orders/" + id + "/shipment", "");
      assertThat(firstData(lines)).contains("\"id\":" + id, "\"state\":\"SHIPPED\"");
    }
  }

  @Test
  @Timeout(60)
  default void whatAResourceBroadcastsReachesTheBoard() throws Exception {
    try (var lines = stream("api/orders/board")) {
      int id = placeOrder("Bench", 4);
      assertThat(firstData(lines)).contains("\"id\":" + id, "\"article\":\"Bench\"");
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
    Matcher id = ID.matcher(post("api/orders", "article=" + article + "&quantity=" + quantity));
    assertThat(id.find()).isTrue();
    return Integer.parseInt(id.group(1));
  }

  private String post(String path, String form) throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(server().at(path))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(form))
            .build();
    var response = HTTP.send(request, BodyHandlers.ofString());
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    return response.body();
  }

  private Stream<String> stream(String path) throws IOException, InterruptedException {
    var request = HttpRequest.newBuilder(server().at(path)).build();
    var response = HTTP.send(request, BodyHandlers.ofLines());
    assertThat(response.statusCode()).isEqualTo(200);
    return response.body();
  }

  private static String firstData(Stream<String> lines) {
    return lines.filter(line -> line.startsWith("data:")).findFirst().orElseThrow();
  }
}
