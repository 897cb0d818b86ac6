package dev.courant.event.pattern;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.courant.event.url.Url;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which regular expressions may stand in a pattern. */
class RegexpSyntaxTest {
  private static final Url HUB = Url.parse("https://hub.example/.well-known/mercure").orElseThrow();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/(a(?=b)c)",
        "/(a(?!b)c)",
        "/(a(?<=b)c)",
        "/(a(?<!b)c)",
        "/(x(?<name>a))",
        "/(x(?P<name>a))",
        "/(x(?i:a))",
        "/(x(?i)a)",
        "/(a\\1)",
        "/(a\\k<x>)",
        "/(\\p{L})",
        "/(\\pL)",
        "/(\\u0061)",
        "/(\\u{61})",
        "/(\\x{61})",
        "/(\\x6)",
        "/(\\cA)",
        "/(\\0)",
        "/(\\141)",
        "/(\\a)",
        "/(\\z)",
        "/(\\A)",
        "/(\\Qa\\E)",
        "/(\\C)",
        "/(\\-)",
        "/(\\_)",
        "/(a**)",
        "/(a*+)",
        "/(a+*)",
        "/(a???)",
        "/(*)",
        "/(+)",
        "/(^*)",
        "/(\\b+)",
        "/(a|*)",
        "/(a{)",
        "/(a})",
        "/(a{,5})",
        "/(a{2,1})",
        "/(a{x})",
        "/(a{1001})",
        "/(])",
        "/([)",
        "/([])",
        "/([^])",
        "/([]a])",
        "/([a)",
        "/([[a]])",
        "/([[:alpha:]])",
        "/([a&&b])",
        "/([a--b])",
        "/([a~~b])",
        "/([-a])",
        "/([a-])",
        "/([a-\\d])",
        "/([\\d-a])",
        "/([a/b])",
        "/([{])",
        "/([|])",
        "/([z-a])",
        "/([\\b])",
        "/([\\B])",
      })
  void aRegularExpressionThatMeansOneThingHereAndAnotherInABrowserIsRefused(String pattern) {
    assertRefused(pattern);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/([a-z]+)",
        "/([^\\/]+)",
        "/([^a\\-z\\]\\[\\\\])",
        "/([\\w.:]+)",
        "/([a\\-z])",
        "/([\\&\\!\\#\\%])",
        "/([\\x2d\\x2F])",
        "/(\\x2f)",
        "/(a|b|)",
        "/(a*?b+?c??)",
        "/(a{2}b{2,}c{2,3}?)",
        "/(\\d\\D\\w\\W\\s\\S)",
        "/(\\^\\$\\\\\\.\\*\\+\\?\\(\\)\\[\\]\\{\\}\\|\\/)",
        "/(x(?:a|b)*)",
        "/(^a$)",
        "/(\\ba\\B)",
        "/(\\t\\n\\r\\f\\v)",
      })
  void oneThatMeansTheSameInBothIsAccepted(String pattern) {
    assertAccepted(pattern);
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
