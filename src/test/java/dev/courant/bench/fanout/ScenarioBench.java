package dev.courant.bench.fanout;

import com.microsoft.playwright.Page;
import dev.courant.bench.fanout.JakartaServer.Brand;
import dev.courant.it.Browser;
import dev.courant.it.durability.Installation;
import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/**
 * Opens the ten scenarios and their gallery at once, and tells what that costs the server and
 * whether the pages keep drawing: {@code ./bench scenarios}. All pages are in view, as if each had
 * a screen of its own, and are drawn by the processor; the frames of an empty page stand beside
 * them.
 */
final class ScenarioBench {
  private static final List<String> PAGES =
      List.of(
          "",
          "stock",
          "sensors",
          "alarms",
          "tracking",
          "deliveries",
          "news",
          "scores",
          "notifications",
          "shop",
          "feed");

  private static final int WARM_SECONDS = 20;
  private static final int SECONDS = 30;

  /** Counts frames, and what is longer than three of them at 60 a second. */
  private static final String COUNT =
      """
      () => {
        window.frames60 = { drawn: 0, late: 0, longest: 0 };
        let last = performance.now();
        const draw = (now) => {
          const gap = now - last;
          last = now;
          frames60.drawn++;
          frames60.late += gap > 50 ? 1 : 0;
          frames60.longest = Math.max(frames60.longest, gap);
          requestAnimationFrame(draw);
        };
        requestAnimationFrame(draw);
      }""";

  private ScenarioBench() {}

  /** Runs it on both servers. */
  public static void main(String[] arguments) throws Exception {
    System.out.println(Machine.describe());
    for (Brand brand : Brand.values()) {
      WebArchive application =
          ShrinkWrap.createFromZipFile(WebArchive.class, new File(System.getProperty("it.war")))
              .addPackages(true, "dev.courant.bench.fanout.app.hub")
              .addPackages(true, "dev.courant.bench.fanout.app.pace");
      try (JakartaServer server =
              JakartaServer.start(brand, application, List.of("-Dcourant.scenarios=true"));
          Browser browser = Browser.open()) {
        measure(brand, server, browser);
      }
    }
    System.exit(0);
  }

  private static void measure(Brand brand, JakartaServer server, Browser browser)
      throws IOException, InterruptedException {
    Page empty = browser.page();
    List<Page> pages = new ArrayList<>();
    for (String name : PAGES) {
      Page page = browser.page();
      String path = name.isEmpty() ? "scenarios/" : "scenarios/" + name + "/";
      page.navigate(
          "http://127.0.0.1:%d/%s/%s".formatted(server.port, Installation.APPLICATION, path));
      page.locator("live-state[data-state=live]").first().waitFor();
      pages.add(page);
    }
    Thread.sleep(WARM_SECONDS * 1_000L);
    pages.forEach(page -> page.evaluate(COUNT));
    empty.evaluate(COUNT);
    List<ProcessHandle> processes = List.of(server.process.toHandle());
    Usage before = Usage.of(processes);
    Thread.sleep(SECONDS * 1_000L);
    double cpu = (Usage.of(processes).cpuSeconds() - before.cpuSeconds()) / SECONDS;
    System.out.printf(Locale.ROOT, "%n%s, all open: %.0f %% of one core%n", brand.title, 100 * cpu);
    System.out.println("| page | frames a second | longer than 50 ms | longest, ms |");
    System.out.println("|---|---|---|---|");
    print("(empty)", empty);
    for (int i = 0; i < PAGES.size(); i++) {
      print(PAGES.get(i).isEmpty() ? "gallery" : PAGES.get(i), pages.get(i));
    }
  }

  private static void print(String name, Page page) {
    Map<?, ?> seen = (Map<?, ?>) page.evaluate("() => frames60");
    System.out.printf(
        Locale.ROOT,
        "| %s | %.0f | %s | %.0f |%n",
        name,
        ((Number) seen.get("drawn")).doubleValue() / SECONDS,
        seen.get("late"),
        ((Number) seen.get("longest")).doubleValue());
  }
}
