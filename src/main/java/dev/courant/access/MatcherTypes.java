package dev.courant.access;

import dev.courant.event.Matcher;
import dev.courant.event.Matchers;
import dev.courant.event.Refusal;
import dev.courant.event.RefusedException;
import java.util.List;

/**
 * The types of matchers that tokens and roles may use, for one hub. Immutable; any thread may use
 * it.
 *
 * @param matchers makes them: one for each hub, since they share what they remember
 */
public record MatcherTypes(Matchers matchers) {
  /** The names of the types, as the protocol has them. */
  public static final List<String> NAMES = List.of(MatcherText.EXACT, MatcherText.URL_PATTERN);

  /**
   * The matcher that a text stands for.
   *
   * @throws RefusedException ({@link Refusal#INVALID}) when the type is not understood or the text
   *     is not of that type
   */
  public Matcher read(MatcherText matcher) {
    return switch (matcher.type()) {
      case MatcherText.EXACT -> matchers.exact(matcher.text());
      case MatcherText.URL_PATTERN -> matchers.urlPattern(matcher.text());
      default ->
          throw new RefusedException(
              Refusal.INVALID,
              "A matcher cannot be of that type; there are " + String.join(", ", NAMES));
    };
  }

  /**
   * The matcher that a topic selector of Mercure 0.x stands for.
   *
   * @throws RefusedException ({@link Refusal#INVALID}) when it is not allowed
   */
  public Matcher readSelector(String selector) {
    return matchers.selector(selector);
  }
}
