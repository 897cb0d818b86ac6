package dev.courant.it;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.Cookie;
import com.microsoft.playwright.options.SameSiteAttribute;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * A browser's own {@code EventSource}, on a page of another origin, with a token in the cookie of
 * the protocol. Its name asks for https; a browser counts {@code localhost} as just as safe.
 */
interface BrowserCookieBehaviour {
  /** Listens on the page that is open, and puts what comes into a list there. */
  String LISTEN =
      """
      (url) => {
        document.body.innerHTML = '<p id="source">connecting</p><ol id="seen"></ol>';
        const source = new EventSource(url, { withCredentials: true });
        const state = document.getElementById('source');
        source.onopen = () => { state.textContent = 'open'; };
        source.onerror = () => { state.textContent = 'error'; };
        source.onmessage = (event) => {
          const line = document.createElement('li');
          line.textContent = event.data;
          document.getElementById('seen').append(line);
        };
      }""";

  /** The server on which the application is deployed. */
  ServerUnderTest server();

  @Test
  default void aPageOfAnotherOriginReadsPrivateEventsWithACookie() throws Exception {
    URI local =
        URI.create("http://localhost:" + server().base().getPort() + server().base().getPath());
    HubCaller caller = new HubCaller(server());
    try (var other = OtherOrigin.listed(local);
        var browser = Browser.open()) {
      for (boolean signedIn : new boolean[] {false, true}) {
        Page page = browser.page();
        if (signedIn) {
          page.context().addCookies(List.of(cookie(local, token())));
        }
        page.navigate(other.page());
        page.evaluate(LISTEN, local.resolve(HubCaller.HUB + "?match=/browser/private").toString());
        assertThat(page.locator("#source")).hasText("open");
        caller.publish("topic", "/browser/private", "data", "secret", "private", "on");
        caller.publish("topic", "/browser/private", "data", "public");
        assertThat(page.locator("#seen li"))
            .hasText(signedIn ? new String[] {"secret", "public"} : new String[] {"public"});
        page.close();
      }
    }
  }

  private String token() throws Exception {
    return Issuers.token(
        Challenges.of(server()).hub(), Issuers.details("subscribe", "/browser/private"));
  }

  private static Cookie cookie(URI hub, String token) {
    return new Cookie("__Secure-mercure_access_token", token)
        .setDomain(hub.getHost())
        .setPath(hub.resolve(HubCaller.HUB).getPath())
        .setSecure(true)
        .setHttpOnly(true)
        .setSameSite(SameSiteAttribute.STRICT);
  }
}
