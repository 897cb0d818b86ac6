package dev.courant.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;

import com.microsoft.playwright.Page;
import dev.courant.it.Browser;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;

/**
 * One file of tests that are written in JavaScript, run in a real browser; each of its tests is
 * reported as one.
 *
 * @param file relative to {@link ClientFiles#TESTS}
 * @param fewest how many tests it has at least: one that loses its tests fails
 */
record ModuleSuite(String file, int fewest) {
  private static final double SUITE_MS = 120_000;

  /**
   * Runs it.
   *
   * @param base of a server that answers by {@link ClientFiles}
   * @param where empty, or {@code &worker}: in a worker
   */
  DynamicNode run(Browser browser, URI base, String where) {
    Page page = browser.page();
    page.navigate(base.resolve(ClientFiles.TESTS + "run.html?suite=" + file + where).toString());
    page.waitForFunction(
        "() => globalThis.results", null, new Page.WaitForFunctionOptions().setTimeout(SUITE_MS));
    List<?> results = (List<?>) page.evaluate("() => globalThis.results");
    page.close();
    List<DynamicTest> tests = new ArrayList<>();
    tests.add(
        DynamicTest.dynamicTest(
            "all tests are there", () -> assertThat(results).hasSizeGreaterThanOrEqualTo(fewest)));
    for (Object result : results) {
      Map<?, ?> outcome = (Map<?, ?>) result;
      tests.add(DynamicTest.dynamicTest((String) outcome.get("name"), () -> check(outcome)));
    }
    return DynamicContainer.dynamicContainer(file + where, tests);
  }

  private static void check(Map<?, ?> outcome) {
    if (outcome.get("error") != null) {
      fail((String) outcome.get("error"));
    }
  }
}
