package dev.courant.it;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.Cookie;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Mercure clients that others have written, against this hub. There is none on Maven Central that
 * could be used. So: the publisher {@code mercure-publisher} from PyPI (MIT), and the element
 * {@code <turbo-mercure-stream-source>} of {@code @symfony/ux-turbo} from npm (MIT), which is of
 * the protocol's own authors. Skipped where there is no Python, no npm or no browser.
 */
interface IndependentClientsBehaviour {
  double PATIENCE_MS = 30_000;

  String PUBLISH =
      """
      import sys
      from mercure_publisher import MercureConfig, MercurePublisher
      hub, key, topic, data, private = sys.argv[1:]
      config = MercureConfig(hub_url=hub, publisher_jwt_key=key, publish_topics=["*"])
      with MercurePublisher(config) as publisher:
          print(publisher.publish([topic, topic + "/alternate"], data, private=private == "True"))
      """;

  String PAGE =
      """
      <!doctype html>
      <html lang="en">
      <script type="importmap">{"imports": {
        "@hotwired/turbo": "/@hotwired/turbo/dist/turbo.es2017-esm.js"}}</script>
      <script type="module" src="/@symfony/ux-turbo/dist/mercure_stream_source_element.js"></script>
      <body>
      <turbo-mercure-stream-source src="%s" private></turbo-mercure-stream-source>
      <div id="messages"></div>
      </body>
      </html>
      """;

  /** The server on which the application is deployed. */
  ServerUnderTest server();

  @Test
  default void theirPublisherPublishesAndTheirElementReadsWhatIsPrivate() throws Exception {
    Path python = Packages.python("mercure-publisher==0.1.0");
    Path modules = Packages.npm("@symfony/ux-turbo@3.5.1", "@hotwired/turbo@8.0.23");
    URI base = server().base();
    URI local = URI.create("http://localhost:" + base.getPort() + base.getPath());
    URI hub = local.resolve(HubCaller.HUB);
    try (var other = OtherOrigin.listed(local);
        var browser = Browser.open()) {
      Page page = browser.page();
      page.context().addCookies(List.of(cookie()));
      // The browser's driver puts the libraries on the page's origin. The page itself is served:
      // Chromium lets none that came from nowhere connect to this machine.
      String libraries = URI.create(other.page()).resolve("/@*/**").toString();
      page.route(libraries, route -> fulfill(route, modules));
      page.navigate(other.page());
      page.setContent(PAGE.formatted(hub + "?topic=/clients/%7Bname%7D"));
      assertThat(page.locator("turbo-mercure-stream-source[connected]"))
          .isAttached(new LocatorAssertions.IsAttachedOptions().setTimeout(PATIENCE_MS));

      String id = publish(python, hub, append("for Ann"), true);
      publish(python, hub, append("for all"), false);
      assertThat(page.locator("#messages p")).hasText(new String[] {"for Ann", "for all"});
      assertThat(id.strip()).matches("#[0-9a-z]+-[0-9]+");
    }
  }

  private static String publish(Path python, URI hub, String data, boolean isPrivate)
      throws Exception {
    return Packages.run(
        List.of(
            python.toString(),
            "-c",
            PUBLISH,
            hub.toString(),
            Issuers.SECRET,
            "/clients/board",
            data,
            isPrivate ? "True" : "False"));
  }

  private static String append(String text) {
    return """
        <turbo-stream action="append" target="messages">
          <template><p>%s</p></template>
        </turbo-stream>"""
        .formatted(text);
  }

  private static void fulfill(Route route, Path modules) {
    Path file = modules.resolve(URI.create(route.request().url()).getPath().substring(1));
    route.fulfill(new Route.FulfillOptions().setContentType("text/javascript").setPath(file));
  }

  private Cookie cookie() {
    String token = Issuers.legacyToken("{\"subscribe\":[\"/clients/board\"]}");
    return new Cookie("mercureAuthorization", token)
        .setDomain("localhost")
        .setPath(hubPath())
        .setHttpOnly(true);
  }

  private String hubPath() {
    return server().base().getPath() + HubCaller.HUB;
  }
}
