package dev.courant.it.signin;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import dev.courant.it.Browser;
import dev.courant.it.ServerUnderTest;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The console for those whom the server knows: without a token. */
interface ConsoleSessionBehaviour {
  /** The server on which the application is deployed. */
  ServerUnderTest server();

  @Test
  default void whoHasSignedInWithTheServerAndMayAdministerUsesTheConsoleWithoutAToken() {
    try (var browser = Browser.open()) {
      Page page = browser.pageOf("carol", Visitor.PASSWORD);
      page.navigate(server().base() + "admin/#/publish");
      page.locator("sign-in a").click();
      assertThat(page).hasURL(Pattern.compile(".*/admin/#/publish$"));
      assertThat(page.locator(".who")).containsText("carol");
      assertThat(page.locator("live-state .state")).hasText("Live");
      page.locator("[name=topics]").fill("/console/by-session");
      page.locator("[type=submit]").click();
      assertThat(page.locator("form")).containsText("Published as");

      page.locator(".who > button").click();
      assertThat(page.locator("sign-in .said")).hasText("You have signed out.");
      page.reload();
      assertThat(page.locator("[name=token]")).isFocused();
    }
  }

  @Test
  default void whoHasSignedInAndMayNotAdministerIsToldSoByTheConsole() {
    try (var browser = Browser.open()) {
      Page page = browser.pageOf("alice", Visitor.PASSWORD);
      page.navigate(server().base() + "admin/");
      page.locator("sign-in a").click();
      assertThat(page.locator("sign-in .said")).containsText("You are known, but may not look");
      assertThat(page.locator("nav")).isHidden();
    }
  }
}
