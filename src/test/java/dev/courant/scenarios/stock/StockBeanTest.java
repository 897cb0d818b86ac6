package dev.courant.scenarios.stock;

import static dev.courant.event.Eventually.assertHolds;
import static org.assertj.core.api.Assertions.assertThat;

import dev.courant.scenarios.Stage;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jboss.weld.junit5.EnableWeld;
import org.jboss.weld.junit5.WeldInitiator;
import org.jboss.weld.junit5.WeldSetup;
import org.junit.jupiter.api.Test;

@EnableWeld
class StockBeanTest {
  @WeldSetup WeldInitiator weld = Stage.around(StockBean.class);

  @Test
  void nobodyTradesWhileNobodyLooks(Stage stage) {
    assertThat(stage.offered()).hasSize(30);
    assertThat(stage.pushed(Quote.class)).isEmpty();

    stage.want("/stocks/ALDER", true);
    stage.want("/stocks/BASIL", true);
    assertHolds("trade", () -> stage.pushed(Quote.class).size() >= 10);
    stage.want("/stocks/ALDER", false);
    int before = stage.pushed(Quote.class).size();
    assertHolds("somebody still looks", () -> stage.pushed(Quote.class).size() > before + 5);

    stage.want("/stocks/BASIL", false);
    assertThat(stage.isAtRest()).isTrue();
  }

  @Test
  void whatHappensInABeatIsOneTransactionAndInABurstThatIsAHundredQuotes(
      StockBean bean, Stage stage) {
    for (int beat = 0; beat < 200; beat++) {
      bean.trade();
    }
    assertThat(stage.pushed(Quote.class)).hasSize(170 * 5 + 30 * 100);

    stage.want("/stocks/ALDER", true);
    assertHolds("a beat", () -> stage.commits() > 0);
    stage.want("/stocks/ALDER", false);
    assertThat(stage.isAtRest()).isTrue();
    assertThat(stage.pushed(Quote.class)).hasSize(170 * 5 + 30 * 100 + 5 * stage.commits());
  }

  @Test
  void theQuotesOfAShareAreNumberedWithoutAHoleAndAreNeverWorthless(StockBean bean, Stage stage) {
    for (int beat = 0; beat < 1_000; beat++) {
      bean.trade();
    }
    Map<String, Long> last = new HashMap<>();
    List<Quote> quotes = stage.pushed(Quote.class);
    for (Quote quote : quotes) {
      assertThat(quote.trade()).isEqualTo(last.getOrDefault(quote.symbol(), 0L) + 1);
      assertThat(quote.price()).isGreaterThanOrEqualTo(1);
      last.put(quote.symbol(), quote.trade());
    }
    assertThat(last).hasSize(30);
  }
}
