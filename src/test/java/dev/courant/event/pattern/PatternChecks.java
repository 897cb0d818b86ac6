package dev.courant.event.pattern;

import static org.assertj.core.api.Assertions.assertThat;

import dev.courant.event.url.Url;
import java.util.Arrays;

/** Compares patterns with topics, relative to the hub at {@code https://hub.example}. */
final class PatternChecks {
  static final Url HUB = Url.parse("https://hub.example/.well-known/mercure").orElseThrow();

  private PatternChecks() {}

  /**
   * Asserts that each of the topics matches.
   *
   * @param topics with blanks between them
   */
  static void assertMatches(String pattern, String topics) {
    for (String topic : split(topics)) {
      assertThat(matches(pattern, topic)).as("%s with %s", pattern, topic).isTrue();
    }
  }

  /** Asserts that none of the topics does. */
  static void assertDoesNotMatch(String pattern, String topics) {
    for (String topic : split(topics)) {
      assertThat(matches(pattern, topic)).as("%s with %s", pattern, topic).isFalse();
    }
  }

  static boolean matches(String pattern, String topic) {
    return parse(pattern).matches(HUB.resolve(topic).orElseThrow());
  }

  static UrlPattern parse(String pattern) {
    return UrlPattern.parse(pattern, HUB);
  }

  private static Iterable<String> split(String topics) {
    return Arrays.asList(topics.split(" "));
  }
}
