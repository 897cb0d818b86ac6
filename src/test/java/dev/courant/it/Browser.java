package dev.courant.it;

import static org.junit.jupiter.api.Assumptions.abort;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A real Chromium without a window, driven by Playwright. Everything it gives out belongs to the
 * thread that opened it.
 *
 * <p>Pages hold streams open, so never wait for a quiet network: wait for what the page shows.
 */
public final class Browser implements AutoCloseable {
  private static final List<String> FLAGS =
      List.of("--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking");

  private final Playwright playwright;
  private final com.microsoft.playwright.Browser chromium;

  private Browser(Playwright playwright, com.microsoft.playwright.Browser chromium) {
    this.playwright = playwright;
    this.chromium = chromium;
  }

  /** Starts a browser, or has the test reported as skipped where none is installed. */
  public static Browser open() {
    Path executable =
        installed()
            .orElseGet(() -> abort("no Chromium found: install one or set COURANT_CHROMIUM"));
    var playwright =
        Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    try {
      var options = new LaunchOptions().setExecutablePath(executable).setArgs(FLAGS);
      return new Browser(playwright, playwright.chromium().launch(options));
    } catch (RuntimeException | Error failure) {
      playwright.close();
      throw failure;
    }
  }

  /** A new page with cookies and storage of its own. */
  public Page page() {
    return chromium.newContext().newPage();
  }

  /** The same, which believes a certificate that nobody has signed. */
  public Page trustingPage() {
    return chromium.newContext(new NewContextOptions().setIgnoreHTTPSErrors(true)).newPage();
  }

  @Override
  public void close() {
    playwright.close();
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
