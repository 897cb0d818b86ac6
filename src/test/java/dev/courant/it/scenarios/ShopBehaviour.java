package dev.courant.it.scenarios;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import dev.courant.it.Accessibility;
import dev.courant.it.Browser;
import dev.courant.it.Eventually;
import dev.courant.it.HubCaller;
import dev.courant.it.ServerUnderTest;
import dev.courant.it.StreamReader;
import java.net.http.HttpResponse;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The scenario {@code /scenarios/shop}: what is rolled back is not published. */
public interface ShopBehaviour {
  String ARTICLE = "clock";

  /** The server on which the application is deployed. */
  ServerUnderTest server();

  @Test
  default void anOrderThatIsDeclinedIsHeardByNobodyAndOneThatIsPaidByAll() throws Exception {
    String query = HubCaller.form("match", "/shop/" + ARTICLE);
    try (var browser = Browser.open();
        var everybody = StreamReader.open(server(), HubCaller.HUB + "?" + query)) {
      Page buyer = openShop(browser);
      Page onlooker = openShop(browser);
      buyer.locator("[data-item=" + ARTICLE + "] .take").click();

      buyer.getByLabel("a card that is declined").check();
      assertThat(pay(buyer)).containsText("nobody heard of it");

      buyer.getByLabel("a good card").check();
      Locator attempt = pay(buyer);
      // Now and then the bank does not answer; what was not paid stays in the basket.
      for (int more = 5; more > 0 && !attempt.getAttribute("class").equals("bought"); more--) {
        attempt = pay(buyer);
      }
      assertThat(attempt).containsText("everybody has heard of it");
      String order = attempt.getAttribute("data-order");
      assertThat(onlooker.locator(".heard")).containsText("Order " + order.substring(0, 6) + ":");
      Eventually.holds(
          () -> assertThat(everybody.awaitData(1)).anyMatch(d -> orderOf(d).equals(order)));
      assertThatItAddsUp(everybody.awaitData(1));
      Accessibility.assertFlawless(buyer);
    }
  }

  @Test
  default void whatTheShopCannotSellIsAnsweredWithASentence() throws Exception {
    assertThat(order("clock", "1", "declined").statusCode()).isEqualTo(409);
    assertThat(order("clock", "1", "declined").body()).contains("\"detail\":\"The bank declined");
    assertThat(order("clock", "6", "good").statusCode()).isEqualTo(400);
    assertThat(order("clock", "1", "paper").statusCode()).isEqualTo(400);
    assertThat(order("nothing", "1", "good").statusCode()).isEqualTo(404);
  }

  private Page openShop(Browser browser) {
    Page page = browser.page();
    page.navigate(server().base() + "scenarios/shop/");
    assertThat(page.locator("shop-shelf .name")).hasCount(8);
    assertThat(page.locator("live-state")).hasText("Live");
    return page;
  }

  private HttpResponse<String> order(String item, String count, String card) throws Exception {
    return new HubCaller(server())
        .submit("api/scenarios/shop/orders", "item", item, "count", count, "card", card);
  }

  /** Pays for what is in the basket, and returns what is said about that. */
  private static Locator pay(Page page) {
    Locator attempts = page.locator(".attempts li");
    int before = attempts.count();
    page.locator(".till form button").click();
    assertThat(attempts).hasCount(before + 1);
    return attempts.first();
  }

  /** Nothing was heard that did not stay: each event takes from what the one before had left. */
  private static void assertThatItAddsUp(List<String> heard) {
    List<JsonObject> stocks =
        heard.stream()
            .map(data -> JsonParser.parseString(data).getAsJsonObject())
            .sorted(Comparator.comparingLong(stock -> stock.get("version").getAsLong()))
            .toList();
    for (int i = 1; i < stocks.size(); i++) {
      JsonObject before = stocks.get(i - 1);
      JsonObject stock = stocks.get(i);
      assertThat(stock.get("version").getAsLong()).isEqualTo(before.get("version").getAsLong() + 1);
      if (!stock.get("order").getAsString().isEmpty()) {
        assertThat(stock.get("left").getAsInt())
            .isEqualTo(before.get("left").getAsInt() - stock.get("sold").getAsInt());
      }
    }
  }

  private static String orderOf(String data) {
    return JsonParser.parseString(data).getAsJsonObject().get("order").getAsString();
  }
}
