package dev.courant.event.pattern;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.courant.event.url.Url;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is malformed, not supported or too costly is refused, and never read as something else. */
class UrlPatternRefusalTest {
  private static final Url HUB = Url.parse("https://hub.example/.well-known/mercure").orElseThrow();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/{a",
        "/a}",
        "/{a{b}}",
        "/{:a:b}",
        "/{:a*}",
        "/+a",
        "/a+",
        "/{a}??b{",
        "/:a:a",
        "/:a/:b/:a",
        "/a\\",
        "/:",
        "/:1",
        "/a:/b",
        "/a: ",
        "/(",
        "/()",
        "/(a",
        "/(?:a)",
        "/((a))",
        "/(ä)",
        "/(\\ä)",
        "/(a\\",
      })
  void syntaxThatIsNoneIsRefused(String pattern) {
    assertRefused(pattern);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1a://x/",
        "a b://x/",
        "/a:*",
        "https://a b/",
        "https://a<b>/",
        "https://a%00/",
        "https://a\\\\b/",
        "https://{a/b}?/",
        "https://{a\\:b}?/",
        "https://a@b@c/",
        "https://1.2.3.4.5/",
        "https://256.256.256.256/",
        "https://[::1/",
        "https://[x]/",
        "https://[:a]x/",
        "https://a:8x/",
        "https://a:99999/",
        "https://a:(80)x/",
        "https://stra\u00DFe.example/",
        "https://{:a}ö.example/",
        "https://ö:a.example/",
        "https://{ö}?a.example/",
        "foo://a b/",
      })
  void whatCannotBeInThatPartOfAUrlIsRefused(String pattern) {
    assertRefused(pattern);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/files/.*",
        "/a/../:b",
        "/files/.:name",
        "/files/..*",
        "/files/%2e*",
        "/files/%2E.*",
        "/*/../secret",
        "/*/./secret",
        "/:a/..",
        "/a/..{b}?",
        "/{a/../b}?",
        "/{/..}+",
        "/a{/.}?",
        "/:a/.%2e/b",
        "/*\\\\..\\\\secret",
      })
  void aDotSegmentBesideAGroupIsRefusedSinceItWouldBeReadAsNothing(String pattern) {
    assertRefused(pattern);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/a/../b/:c",
        "/.well-known/*",
        "/a.*",
        "/...*",
        "/:a..b",
        "/:a./b",
        "/:a/.b",
        "/:a/...",
        "/..",
        "/."
      })
  void otherDotsAreAllowed(String pattern) {
    assertAccepted(pattern);
  }

  @Test
  void groupsAreCounted() {
    assertAccepted("/{a}?".repeat(100));
    assertRefused("/{a}?".repeat(101));
    assertRefused("/*".repeat(101));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/(a{200})",
        "/((?:a{15}){15})",
        "/((?:(?:(?:a{9}){9}){9}){9})",
        "/((?:(?:a{1000}){1000}){1000})",
        "/(a{100})/(a{100})/(a{100})",
        "/{x:a([a-f0-9]{250})}+",
      })
  void repetitionsByNumberAreCountedAsOftenAsTheyRepeat(String pattern) {
    assertRefused(pattern);
  }

  @Test
  void parenthesesMayBeNestedSixteenDeep() {
    assertAccepted("/(x" + "(?:".repeat(16) + "a" + ")".repeat(16) + ")");
    assertRefused("/(x" + "(?:".repeat(17) + "a" + ")".repeat(17) + ")");
    assertRefused("/(x" + "(?:".repeat(1000) + "a" + ")".repeat(1000) + ")");
  }

  @Test
  void whatThePatternDoesNotMentionCostsNothingAndEveryWildcardInItDoes() {
    assertThat(UrlPattern.parse("/books", HUB).steps()).isZero();
    assertThat(UrlPattern.parse("/books/*", HUB).steps()).isEqualTo(2);
    assertThat(UrlPattern.parse("/*a*b*", HUB).steps()).isEqualTo(6);
    assertThat(UrlPattern.parse("https://*:*/:id", HUB).steps()).isEqualTo(2);
    assertThat(UrlPattern.parse("/a/:id+", HUB).steps()).isEqualTo(4);
    assertThat(UrlPattern.parse("/([0-9a-f]{8}-[0-9a-f]{4})", HUB).steps()).isEqualTo(16);
  }

  @Test
  void aLongTextWithoutGroupsCostsNothing() {
    assertAccepted("/" + "a".repeat(4000) + "/:id");
  }

  @Test
  void theMessageSaysWhatIsWrong() {
    assertThatThrownBy(() -> UrlPattern.parse("/a:*", HUB)).hasMessageContaining("scheme");
    assertThatThrownBy(() -> UrlPattern.parse("/:a/:a", HUB)).hasMessageContaining("\"a\" twice");
    assertThatThrownBy(() -> UrlPattern.parse("/(a(?=b))", HUB)).hasMessageContaining("(?:");
    assertThatThrownBy(() -> UrlPattern.parse("/(a{999})", HUB)).hasMessageContaining("costly");
  }

  private static void assertRefused(String pattern) {
    assertThatThrownBy(() -> UrlPattern.parse(pattern, HUB))
        .as(pattern)
        .isInstanceOf(MalformedPatternException.class);
  }

  private static void assertAccepted(String pattern) {
    assertThatCode(() -> assertThat(UrlPattern.parse(pattern, HUB)).isNotNull())
        .as(pattern)
        .doesNotThrowAnyException();
  }
}
