package dev.courant.scenarios.stock;

import dev.courant.event.TopicDemand;
import dev.courant.intake.Pushed;
import dev.courant.scenarios.Metronome;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Startup;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** Thirty shares whose prices wander: a few quotes at a time, and now and then a hundred. */
@ApplicationScoped
public class StockBean {
  private static final String TOPICS = "/stocks/";
  private static final List<String> SYMBOLS =
      List.of(
          "ALDER", "ANVIL", "BASIL", "BRINE", "CEDAR", "COBALT", "DRIFT", "EMBER", "FJORD", "FLINT",
          "GALE", "GROVE", "HERON", "INLET", "IRIS", "JUNO", "KELP", "LARCH", "LUNAR", "MAPLE",
          "MERIT", "NIMBUS", "OPAL", "ORBIT", "PRISM", "QUARTZ", "RAVEN", "SABLE", "TIDAL",
          "UMBRA");

  private static final Duration PACE = Duration.ofMillis(100);
  private static final int CALM_QUOTES = 5;
  private static final int BURST_QUOTES = 100;
  private static final int BURST_BEATS = 30;

  /** A burst begins every twenty seconds. */
  private static final int BURST_EVERY = 200;

  @Inject
  @Pushed(value = "/stocks/{symbol}", type = "quote", ttl = "PT10S")
  private Event<Quote> quotes;

  @Inject private Metronome metronome;

  private final RandomGenerator random = RandomGenerator.getDefault();
  private final List<Quote> market = new ArrayList<>();
  private int beats;

  /** So that a page which asks for all shares by a pattern wakes the market up. */
  void onStart(@Observes Startup start) {
    for (String symbol : SYMBOLS) {
      double price = 20 + random.nextInt(18_000) / 100.0;
      market.add(new Quote(symbol, price, price, 0));
    }
    metronome.offer(SYMBOLS.stream().map(TOPICS::concat).toList());
  }

  void onDemand(@Observes TopicDemand demand) {
    if (metronome.offers(demand.topic())) {
      metronome.heed(demand, PACE, this::trade);
    }
  }

  void trade() {
    boolean isBurst = beats++ % BURST_EVERY >= BURST_EVERY - BURST_BEATS;
    for (int n = isBurst ? BURST_QUOTES : CALM_QUOTES; n > 0; n--) {
      int share = random.nextInt(market.size());
      Quote next = after(market.get(share));
      market.set(share, next);
      quotes.fire(next);
    }
  }

  private Quote after(Quote last) {
    double step = random.nextGaussian() * last.price() / 1_000;
    // What has wandered far is drawn back: the demonstration may run for weeks.
    double back = (last.open() - last.price()) / 2_000;
    double price = Math.max(1, Math.round((last.price() + step + back) * 100) / 100.0);
    return new Quote(last.symbol(), price, last.open(), last.trade() + 1);
  }
}
