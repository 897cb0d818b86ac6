package dev.courant.it;

import static org.junit.jupiter.api.Assumptions.abort;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import dev.courant.it.ServerUnderTest.Brand;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A real Chromium without a window, driven by Playwright. Everything it gives out belongs to the
 * thread that opened it.
 *
 * <p>Pages hold streams open, so never wait for a quiet network: wait for what the page shows.
 */
public final class Browser implements AutoCloseable {
  /** Of each assertion about a page, in milliseconds; nothing that works takes nearly as long. */
  private static final double PATIENCE = 20_000;

  private static final List<String> FLAGS =
      List.of("--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking");

  /** Goes from test to test, since to start one takes seconds; ends with the process. */
  private static @Nullable Started kept;

  private final Started started;
  private final boolean isKept;
  private final List<BrowserContext> contexts = new ArrayList<>();

  private record Started(Playwright playwright, com.microsoft.playwright.Browser chromium) {}

  private Browser(Started started, boolean isKept) {
    this.started = started;
    this.isKept = isKept;
  }

  /** Opens a browser, or has the test reported as skipped where none is installed. */
  public static Browser open() {
    Started running = kept;
    if (running == null || !running.chromium.isConnected()) {
      running = start(new LaunchOptions());
      kept = running;
    }
    return new Browser(running, true);
  }

  /**
   * The same for a test of what a page does, which is the same wherever it comes from: such a test
   * is run on this server, and by {@code ./verify --long} on both.
   */
  public static Browser openForPagesOn(Brand server) {
    assumeTrue(
        Boolean.getBoolean("it.long") || Brand.underTest() == server,
        "what this page does is tested on " + server + "; ./verify --long does it on both");
    return open();
  }

  /** The same, one that keeps pages which are left, for "back": its driver forbids that usually. */
  public static Browser openThatKeepsPages() {
    var options = new LaunchOptions();
    options.setIgnoreDefaultArgs(List.of("--disable-back-forward-cache"));
    return new Browser(start(options), false);
  }

  private static Started start(LaunchOptions options) {
    Path executable =
        installed()
            .orElseGet(() -> abort("no Chromium found: install one or set COURANT_CHROMIUM"));
    var playwright =
        Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE);
    try {
      options.setExecutablePath(executable).setArgs(FLAGS);
      return new Started(playwright, playwright.chromium().launch(options));
    } catch (RuntimeException | Error failure) {
      playwright.close();
      throw failure;
    }
  }

  /** A new page with cookies and storage of its own. */
  public Page page() {
    return page(new NewContextOptions());
  }

  /** The same, which believes a certificate that nobody has signed. */
  public Page trustingPage() {
    return page(new NewContextOptions().setIgnoreHTTPSErrors(true));
  }

  /** The same, which gives that name and password where a server asks for them. */
  public Page pageOf(String user, String password) {
    return page(new NewContextOptions().setHttpCredentials(user, password));
  }

  private Page page(NewContextOptions options) {
    BrowserContext context = started.chromium.newContext(options);
    contexts.add(context);
    return context.newPage();
  }

  @Override
  public void close() {
    contexts.forEach(BrowserContext::close);
    if (!isKept) {
      started.playwright.close();
    }
  }

  /**
   * What COURANT_CHROMIUM names (the only candidate then), else where Linux distributions put it.
   */
  private static Optional<Path> installed() {
    String named = System.getProperty("courant.chromium", System.getenv("COURANT_CHROMIUM"));
    Stream<String> candidates =
        named != null
            ? Stream.of(named)
            : Stream.of(
                "/usr/bin/chromium",
                "/usr/bin/chromium-browser",
                "/usr/bin/google-chrome",
                "/usr/bin/google-chrome-stable");
    return candidates.map(Path::of).filter(Files::isExecutable).findFirst();
  }
}
