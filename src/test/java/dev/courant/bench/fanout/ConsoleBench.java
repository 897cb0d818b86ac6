package dev.courant.bench.fanout;

import com.microsoft.playwright.Page;
import dev.courant.bench.fanout.Courant.Door;
import dev.courant.bench.fanout.JakartaServer.Brand;
import dev.courant.it.Browser;
import dev.courant.it.durability.Installation;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What an open console costs: load a of {@code ./bench fanout} with and without one, in turn,
 * {@code ./bench console}. The console is a real one, first at its overview, then at its
 * connections. Its browser takes processor time as well, which here is that of the server's
 * machine, and elsewhere is not: so the server's own share stands beside the rate.
 */
final class ConsoleBench {
  private static final int ROUNDS = 3;
  private static final List<String> VIEWS =
      List.of("#/", "#/connections?sort=lag_events", "#/live");

  private static final Load LOAD =
      Load.ALL.stream().filter(load -> load.name().equals("a 10,000/s")).findFirst().orElseThrow();

  private ConsoleBench() {}

  /** Runs it on both servers. */
  public static void main(String[] arguments) throws Exception {
    System.out.println(Machine.describe());
    System.out.println("| server | console | deliveries/s | lost | server CPU s | p99 ms |");
    System.out.println("|---|---|---:|---:|---:|---:|");
    for (Brand brand : Brand.values()) {
      try (Courant hub = new Courant(brand, Door.ENDPOINT)) {
        hub.start();
        new FanoutExperiment(Load.WARM_UP).run(hub);
        new FanoutExperiment(LOAD).run(hub);
        compare(brand, hub);
      }
    }
    System.exit(0);
  }

  private static void compare(Brand brand, Courant hub) throws Exception {
    List<Row> without = new ArrayList<>();
    List<Row> with = new ArrayList<>();
    for (int round = 0; round < ROUNDS; round++) {
      without.add(run(brand, hub, "none"));
      for (String view : VIEWS) {
        try (Browser browser = Browser.open()) {
          open(browser, hub, view);
          with.add(run(brand, hub, view));
        }
      }
    }
    System.out.printf(
        Locale.ROOT,
        "| %s | **with / without** | %.3f | | %.3f | |%n",
        brand.title,
        mean(with, false) / mean(without, false),
        mean(with, true) / mean(without, true));
  }

  private static Row run(Brand brand, Courant hub, String console) throws Exception {
    Row row = new FanoutExperiment(LOAD).run(hub);
    System.out.printf(
        Locale.ROOT,
        "| %s | %s | %,.0f | %d | %.1f | %.1f |%n",
        brand.title,
        console,
        row.perSecond(),
        row.lost(),
        row.cpuSeconds(),
        row.latency().p99());
    return row;
  }

  private static void open(Browser browser, Courant hub, String view) throws Exception {
    Page page = browser.page();
    page.navigate(
        "http://127.0.0.1:%d/%s/admin/%s".formatted(hub.port(), Installation.APPLICATION, view));
    page.locator("[name=token]").fill(hub.adminToken());
    page.locator("[name=token]").press("Enter");
    page.locator("live-state .state").getByText("Live").waitFor();
  }

  private static double mean(List<Row> rows, boolean cpu) {
    return rows.stream().mapToDouble(r -> cpu ? r.cpuSeconds() : r.perSecond()).average().orElse(0);
  }
}
