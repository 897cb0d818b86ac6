package dev.courant.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import dev.courant.it.Browser;
import java.io.IOException;
import java.net.URLDecoder;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * What the console works out by itself, in a real browser: the tests are in {@code
 * src/test/web/admin}, each is reported as a test of this class. Skipped where there is no browser.
 */
class ConsoleModulesTest {
  private static final String FOLDER = "../test-admin/";
  private static final List<ModuleSuite> SUITES =
      List.of(
          new ModuleSuite(FOLDER + "texts.test.js", 18),
          new ModuleSuite(FOLDER + "curl.test.js", 20),
          new ModuleSuite(FOLDER + "places.test.js", 25),
          new ModuleSuite(FOLDER + "standing.test.js", 11),
          new ModuleSuite(FOLDER + "nodes.test.js", 4));

  /** Says which arguments it was called with, instead of calling anybody. */
  private static final String CURL = "curl() { for word; do printf '%s\\001' \"$word\"; done; }\n";

  private static final List<String> DATA =
      List.of(
          "plain",
          "",
          "It's $HOME `id` $(id) \\ \" ! * ~ # ; | & < > {a,b} [a] %41 +",
          "two\nlines\n",
          "@/etc/passwd",
          "=x",
          "'; reboot; '",
          "tab\tnul\u0000escape\u001b[201~bell\u0007",
          "größe 注文 🙂 \u202e");

  @TestFactory
  List<DynamicNode> theConsole() throws IOException {
    try (var server = new RawServer(ConsoleModulesTest::answer);
        var browser = Browser.open()) {
      return SUITES.stream().map(suite -> suite.run(browser, server.base(), "")).toList();
    }
  }

  @Test
  void aShellReadsTheCommandThatPublishesAgainAsItIsMeantWhateverTheDataIs() throws Exception {
    try (var server = new RawServer(ConsoleModulesTest::answer);
        var browser = Browser.open()) {
      Page page = browser.page();
      page.navigate(server.base().resolve(ClientFiles.TESTS + "run.html").toString());
      for (String data : DATA) {
        String command =
            (String)
                page.evaluate(
                    "async (data) => (await import('/admin/logic/curl.js'))"
                        + ".publishAgain('http://h/', {topics: [data], type: 't' + data, data})",
                    data);
        assertThat(fields(sh(CURL + command)))
            .as(command)
            .containsExactly("topic=" + data, "type=t" + data, "data=" + data);
      }
    }
  }

  /** What curl would send: arguments that are encoded already, decoded. */
  private static List<String> fields(List<String> words) {
    List<String> fields = new ArrayList<>();
    for (int i = 0; i < words.size() - 1; i++) {
      if (words.get(i).equals("--data-urlencode")) {
        fields.add(words.get(i + 1));
      } else if (words.get(i).equals("-d")) {
        fields.add(URLDecoder.decode(words.get(i + 1), UTF_8));
      }
    }
    return fields;
  }

  private static List<String> sh(String script) throws IOException, InterruptedException {
    Process shell = new ProcessBuilder("sh").redirectErrorStream(true).start();
    try (var in = shell.getOutputStream()) {
      // Not as an argument: that would be in whatever encoding this machine has.
      in.write(script.getBytes(UTF_8));
    }
    String said = new String(shell.getInputStream().readAllBytes(), UTF_8);
    assertThat(shell.waitFor()).as(said).isZero();
    return Stream.of(said.split("\u0001", -1)).toList();
  }

  private static void answer(Exchange exchange) throws IOException {
    if (!ClientFiles.serve(exchange)) {
      exchange.answer(404, "");
    }
  }
}
