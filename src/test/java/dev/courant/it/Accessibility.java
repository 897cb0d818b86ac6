package dev.courant.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.EmulateMediaOptions;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;

/** Has axe-core look at a page. */
public final class Accessibility {
  private static final String SCRIPT = "axe.min.js";

  /** Each rule that is broken, and where. */
  private static final String COMPLAINTS =
      """
      async () => (await axe.run()).violations.flatMap(
          ({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(" ")}`))""";

  private Accessibility() {}

  /**
   * Asserts that it finds nothing, in light and dark, wide and narrow. Once for each page: the
   * other server has the same ones.
   */
  public static void assertFlawless(Page page) {
    if (ServerUnderTest.Brand.underTest() != ServerUnderTest.Brand.PAYARA) {
      return;
    }
    page.evaluate(script());
    for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
      page.emulateMedia(new EmulateMediaOptions().setColorScheme(scheme));
      for (int width : new int[] {360, 1280}) {
        page.setViewportSize(width, 900);
        assertThat(page.evaluate(COMPLAINTS)).as(scheme + ", " + width).isEqualTo(List.of());
      }
    }
  }

  private static String script() {
    try (InputStream in = Accessibility.class.getClassLoader().getResourceAsStream(SCRIPT)) {
      return new String(Objects.requireNonNull(in, SCRIPT).readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
