package dev.courant.it.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import dev.courant.it.Eventually;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A page of the browser in which the client listens (see {@code src/test/web/client/page.js}).
 *
 * @param page the page, at its URL
 */
record ClientPage(Page page) {
  /** What a test wants that does not say more: one stream of its own, and quick to come back. */
  static final Map<String, Object> ALONE =
      Map.of(
          "share",
          "off",
          "resume",
          false,
          "transport",
          "sse",
          "retry",
          Map.of("initialMs", 50, "maxMs", 50));

  /** Loads the page. */
  static ClientPage open(Page page, String url) {
    page.navigate(url);
    page.waitForFunction("() => globalThis.ready");
    return new ClientPage(page);
  }

  /** Connects, with the options {@link #ALONE} and these: name, value, name, value, ... */
  ClientPage listen(String match, Object... namesAndValues) {
    Map<String, Object> options = new TreeMap<>(ALONE);
    options.put("match", match);
    for (int i = 0; i < namesAndValues.length; i += 2) {
      options.put((String) namesAndValues[i], namesAndValues[i + 1]);
    }
    page.evaluate("options => start(options)", options);
    return this;
  }

  /** Waits until the connection is in that state. */
  ClientPage awaitState(String state) {
    page.waitForFunction("state => hub.state === state", state);
    return this;
  }

  /** Waits until there has been a state with that status, and returns it. */
  Map<?, ?> awaitStatus(String state, int status) {
    return (Map<?, ?>)
        page.waitForFunction(
                "([state, status]) => states.find((one) => one.state === state && one.status ==="
                    + " status)",
                List.of(state, status))
            .jsonValue();
  }

  /** Waits until just these have come, in this order. */
  void awaitSeen(String... data) throws Exception {
    // A late page must not hold up the others: it is asked again and again, and never waited in.
    Eventually.holds(() -> assertThat(seen()).containsExactly(data));
  }

  List<String> seen() {
    return ((List<?>) page.evaluate("() => seen")).stream().map(String::valueOf).toList();
  }

  /** The value of an expression. */
  Object value(String expression) {
    return page.evaluate(expression);
  }
}
