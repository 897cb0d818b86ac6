package dev.courant.client;

import dev.courant.it.Browser;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;

/**
 * The browser client by itself, in a real browser: the tests are in {@code src/test/web/client},
 * each is reported as a test of this class. Skipped where there is no browser.
 */
class ClientModulesTest {
  /** The files of tests, and how many tests each has at least: one that loses its tests fails. */
  private static final Map<String, Integer> SUITES =
      Map.of(
          "parser.test.js", 60,
          "retry.test.js", 40,
          "event-source.test.js", 60,
          "event-source-more.test.js", 3,
          "connect.test.js", 30,
          "loops.test.js", 4,
          "transports.test.js", 8,
          "modules.test.js", 15);

  /** What has no page to do with runs in a worker as well. */
  private static final List<String> IN_WORKERS =
      List.of("parser.test.js", "event-source.test.js", "connect.test.js", "transports.test.js");

  @TestFactory
  List<DynamicNode> theBrowserClient() throws IOException {
    Scripts scripts = new Scripts();
    try (var server = new RawServer(exchange -> answer(exchange, scripts));
        var browser = Browser.open()) {
      List<DynamicNode> suites = new ArrayList<>();
      for (var entry : SUITES.entrySet()) {
        var suite = new ModuleSuite(entry.getKey(), entry.getValue());
        suites.add(suite.run(browser, server.base(), ""));
        if (IN_WORKERS.contains(suite.file())) {
          suites.add(suite.run(browser, server.base(), "&worker"));
        }
      }
      return suites;
    }
  }

  private static void answer(Exchange exchange, Scripts scripts) throws IOException {
    if (!ClientFiles.serve(exchange) && !scripts.serve(exchange)) {
      exchange.answer(404, "");
    }
  }
}
