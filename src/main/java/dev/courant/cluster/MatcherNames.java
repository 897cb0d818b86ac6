package dev.courant.cluster;

import dev.courant.access.MatcherText;
import dev.courant.event.Matcher;
import dev.courant.event.Matchers;
import dev.courant.event.RefusedException;
import java.util.Optional;

/**
 * Matchers by names that mean the same on all nodes. An immutable value; any thread may call it.
 */
final class MatcherNames {
  private final Matchers matchers;

  /** With matchers as this hub has them. */
  MatcherNames(Matchers matchers) {
    this.matchers = matchers;
  }

  /** The matcher that is written so. */
  Matcher read(MatcherText text) {
    return switch (text.type()) {
      case MatcherText.URL_PATTERN -> matchers.urlPattern(text.text());
      case MatcherText.URI_TEMPLATE -> matchers.selector(text.text());
      default -> matchers.exact(text.text());
    };
  }

  /** The same as one text. */
  static String name(Matcher matcher) {
    MatcherText text = MatcherText.of(matcher);
    return text.type() + " " + text.text();
  }

  /**
   * The matcher of that name; absent when this node, of another version perhaps, cannot read it.
   */
  Optional<Matcher> named(String name) {
    int space = name.indexOf(' ');
    try {
      return Optional.of(
          read(new MatcherText(name.substring(0, space), name.substring(space + 1))));
    } catch (RefusedException | IndexOutOfBoundsException unknown) {
      return Optional.empty();
    }
  }
}
