package dev.courant.access.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.courant.event.Refusal;
import dev.courant.event.RefusedException;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Nobody is led away by the address to return to. */
class ReturnAddressTest {
  @ParameterizedTest
  @CsvSource({
    "'', ./",
    "/, ./",
    "orders, ./orders",
    "/orders, ./orders",
    "/orders/?open=1#top, ./orders/?open=1#top",
    "?open=//x, ./?open=//x",
    "/a:b, ./a:b",
    "/a//b, ./a//b",
    "/a..b/.c, ./a..b/.c",
    "/?up=../.., ./?up=../..",
    "/käse, ./k%C3%A4se"
  })
  void aPageOfOursIsRelativeToTheContextRoot(String to, String reference) {
    assertThat(ReturnAddress.parse(to).reference()).isEqualTo(reference);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://evil.example/",
        "//evil.example/",
        "////evil.example/",
        "/\\evil.example/",
        "\\\\evil.example/",
        "javascript:alert(1)",
        "data:text/html,x",
        "http:orders",
        "..",
        "/../other",
        "/a/../../other",
        "/a/./b",
        "/%2e%2E/other",
        "/.%2e/other",
        "/a\r\nSet-Cookie: x=y",
        "/a\tb",
        "/a b",
        "/%",
        " //evil.example"
      })
  void anywhereElseIsRefused(String to) {
    assertThatThrownBy(() -> ReturnAddress.parse(to))
        .isInstanceOfSatisfying(
            RefusedException.class, e -> assertThat(e.refusal()).isEqualTo(Refusal.INVALID));
  }

  @Test
  void anAddressThatIsTooLongIsRefused() {
    assertThat(ReturnAddress.parse("/" + "a".repeat(2047)).reference()).hasSize(2049);
    assertThatThrownBy(() -> ReturnAddress.parse("/" + "a".repeat(2048)))
        .isInstanceOf(RefusedException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"///evil.example/x", "/a", "?//evil.example", "a//evil.example"})
  void whatIsNotRefusedStaysOnTheHost(String to) {
    URI page = URI.create("https://hub.example/signin?to=x");
    assertThat(page.resolve(ReturnAddress.parse(to).reference()).getHost())
        .isEqualTo("hub.example");
  }
}
