package dev.courant.scenarios.shop;

import dev.courant.event.TopicDemand;
import dev.courant.scenarios.Metronome;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Startup;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.random.RandomGenerator;

/** Other people in the shop: they come while somebody looks. */
@ApplicationScoped
public class Customers {
  private static final String TOPICS = "/shop/";
  private static final Duration PACE = Duration.ofMillis(700);

  @Inject private ShopBean shop;
  @Inject private Metronome metronome;

  private final RandomGenerator random = RandomGenerator.getDefault();

  /** So that a page which asks for all articles by a pattern brings customers. */
  void onStart(@Observes Startup start) {
    metronome.offer(Assortment.IDS.stream().map(TOPICS::concat).toList());
  }

  void onDemand(@Observes TopicDemand demand) {
    if (metronome.offers(demand.topic())) {
      metronome.heed(demand, PACE, this::comeIn);
    }
  }

  private void comeIn() {
    shop.endSales();
    List<Stock> shelves = shop.catalogue();
    Stock shelf = shelves.get(random.nextInt(shelves.size()));
    if (shelf.left() < shelf.full() / 4 && random.nextInt(3) == 0) {
      shop.restock(shelf.item());
      return;
    }
    boolean isCheap = shelf.price() < shelf.usualPrice();
    int pieces = 1 + random.nextInt(isCheap ? 5 : 3);
    try {
      shop.buy(shelf.item(), pieces, random.nextInt(10) == 0 ? Card.DECLINED : Card.GOOD);
    } catch (OrderFailedException nothing) {
      // The order was a transaction of its own: it is undone, and the next customer comes.
    }
  }
}
