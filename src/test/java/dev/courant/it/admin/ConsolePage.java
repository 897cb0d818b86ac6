package dev.courant.it.admin;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.courant.it.Browser;
import dev.courant.it.HubCaller;
import dev.courant.it.ServerUnderTest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The console in a browser, and what it must never do: everything that goes wrong is noted. */
public final class ConsolePage {
  private static final String NOTE_VIOLATIONS =
      """
      window.__violations = [];
      document.addEventListener('securitypolicyviolation',
          (event) => window.__violations.push(`${event.violatedDirective} ${event.blockedURI}`));""";

  private final Page page;
  private final List<String> faults = new ArrayList<>();

  private ConsolePage(Page page) {
    this.page = page;
    page.addInitScript(NOTE_VIOLATIONS);
    page.onDialog(
        dialog -> {
          faults.add("dialog: " + dialog.message());
          dialog.dismiss();
        });
    page.onPageError(error -> faults.add("error: " + error));
    page.onConsoleMessage(
        message -> {
          // What the server refuses is in the browser's log, whatever the page does about it.
          if (message.type().equals("error") && !message.text().startsWith("Failed to load")) {
            faults.add("console: " + message.text());
          }
        });
  }

  /** The page as it is before anybody has signed in. */
  static ConsolePage open(Browser browser, ServerUnderTest server, String hash) {
    ConsolePage console = new ConsolePage(browser.page());
    console.page.navigate(server.base() + "admin/" + hash);
    return console;
  }

  /** The console of the administrator, at a view such as {@code #/connections}. */
  public static ConsolePage ofAdmin(Browser browser, ServerUnderTest server, String hash)
      throws IOException {
    return signedIn(browser, server, hash, new HubCaller(server).bearer());
  }

  /** The console of whoever has this token; "Bearer" in front of it does no harm. */
  static ConsolePage signedIn(Browser browser, ServerUnderTest server, String hash, String token) {
    ConsolePage console = open(browser, server, hash);
    console.present(token);
    assertThat(console.page.locator("nav [aria-current=page]")).hasCount(1);
    return console;
  }

  /** The page as the browser has it. */
  public Page page() {
    return page;
  }

  /** Pastes a token, and asks to be let in. */
  void present(String token) {
    page.locator("[name=token]").fill(token);
    button("Sign in").click();
  }

  /** Goes to a view by its address. */
  public void go(String hash) {
    page.evaluate("(hash) => { location.hash = hash; }", hash);
  }

  /** The button of that name. */
  public Locator button(String name) {
    return page.getByRole(
        AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
  }

  Locator link(String name) {
    return page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(name).setExact(true));
  }

  /** The first table of the view. */
  public Locator rows() {
    return page.locator("data-table").first().locator("tbody > tr:not(.unfolded)");
  }

  /** What the first table of the view is called. */
  public Locator caption() {
    return page.locator("data-table caption").first();
  }

  /** Waits until samples come by the stream. */
  void awaitLive() {
    assertThat(page.locator("live-state .state")).hasText("Live");
  }

  /** Presses Tab until what has the focus is called so, as somebody without a mouse does. */
  void tabTo(String name) {
    for (int i = 0; i < 60; i++) {
      page.keyboard().press("Tab");
      Object focused =
          page.evaluate(
              "() => document.activeElement.name || document.activeElement.ariaLabel"
                  + " || document.activeElement.innerText || ''");
      if (name.equals(String.valueOf(focused).strip())) {
        return;
      }
    }
    throw new AssertionError("Tab does not lead to " + name);
  }

  /** Asserts that no script of anybody else ran, and that nothing was refused or went wrong. */
  public void assertUnharmed() {
    assertThat(page.evaluate("() => window.__xss")).as("no foreign script has run").isNull();
    assertThat(page.evaluate("() => window.__violations")).isEqualTo(List.of());
    assertThat(faults).isEmpty();
  }
}
