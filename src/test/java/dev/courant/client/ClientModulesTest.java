package dev.courant.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;

import com.microsoft.playwright.Page;
import dev.courant.it.Browser;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
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

  private static final double SUITE_MS = 120_000;

  @TestFactory
  List<DynamicNode> theBrowserClient() throws IOException {
    Scripts scripts = new Scripts();
    try (var server = new RawServer(exchange -> answer(exchange, scripts));
        var browser = Browser.open()) {
      List<DynamicNode> suites = new ArrayList<>();
      for (String suite : SUITES.keySet()) {
        suites.add(run(browser, server.base(), suite, ""));
        if (IN_WORKERS.contains(suite)) {
          suites.add(run(browser, server.base(), suite, "&worker"));
        }
      }
      return suites;
    }
  }

  private static DynamicNode run(Browser browser, URI base, String suite, String where) {
    Page page = browser.page();
    String url = base.resolve(ClientFiles.TESTS + "run.html?suite=" + suite + where).toString();
    page.navigate(url);
    page.waitForFunction(
        "() => globalThis.results", null, new Page.WaitForFunctionOptions().setTimeout(SUITE_MS));
    List<?> results = (List<?>) page.evaluate("() => globalThis.results");
    page.close();
    List<DynamicTest> tests = new ArrayList<>();
    tests.add(
        DynamicTest.dynamicTest(
            "all tests are there",
            () -> assertThat(results).hasSizeGreaterThanOrEqualTo(SUITES.get(suite))));
    for (Object result : results) {
      Map<?, ?> outcome = (Map<?, ?>) result;
      tests.add(DynamicTest.dynamicTest((String) outcome.get("name"), () -> check(outcome)));
    }
    return DynamicContainer.dynamicContainer(suite + where, tests);
  }

  private static void check(Map<?, ?> outcome) {
    if (outcome.get("error") != null) {
      fail((String) outcome.get("error"));
    }
  }

  private static void answer(Exchange exchange, Scripts scripts) throws IOException {
    if (!ClientFiles.serve(exchange) && !scripts.serve(exchange)) {
      exchange.answer(404, "");
    }
  }
}
