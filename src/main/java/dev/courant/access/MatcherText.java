package dev.courant.access;

import dev.courant.event.Matcher;
import dev.courant.event.Refusal;
import dev.courant.event.RefusedException;
import dev.courant.event.Topic;
import java.net.URI;
import java.util.Comparator;
import java.util.List;

/**
 * A matcher as it is written in a token or in the configuration: a text, and how to read it.
 *
 * @param type the matcher type, by its name in the protocol (Mercure draft 08, "Matchers")
 * @param text a topic, a pattern, or {@code *} for every topic whatever the type
 */
public record MatcherText(String type, String text) implements Comparable<MatcherText> {
  /** The type of a text that is a topic, byte for byte. */
  public static final String EXACT = "exact";

  /** The type of a text that is a URL pattern. */
  public static final String URL_PATTERN = "urlpattern";

  /** The types that are understood here. */
  public static final List<String> TYPES = List.of(EXACT);

  private static final Comparator<MatcherText> ORDER =
      Comparator.comparing(MatcherText::type).thenComparing(MatcherText::text);

  /** How a matcher is written. What asks for every topic is of the first type, whatever it was. */
  public static MatcherText of(Matcher matcher) {
    String text = matcher instanceof Matcher.Exact exact ? exact.topic().name() : Matcher.WILDCARD;
    return new MatcherText(EXACT, text);
  }

  @Override
  public int compareTo(MatcherText other) {
    return ORDER.compare(this, other);
  }

  /**
   * The matcher that this stands for.
   *
   * @param hubUrl what relative patterns are relative to
   * @throws RefusedException ({@link Refusal#INVALID}) when the type is not understood or the text
   *     is not of that type
   */
  public Matcher toMatcher(URI hubUrl) {
    if (!TYPES.contains(type)) {
      throw new RefusedException(
          Refusal.INVALID,
          "A matcher cannot be of that type; there are %s".formatted(String.join(", ", TYPES)));
    }
    return text.equals(Matcher.WILDCARD)
        ? Matcher.Everything.INSTANCE
        : new Matcher.Exact(new Topic(text));
  }

  /**
   * The matcher that a topic selector of Mercure 0.x stands for.
   *
   * @throws RefusedException ({@link Refusal#INVALID}) when it is not allowed
   */
  public static Matcher ofSelector(String selector) {
    return Matcher.parse(selector);
  }
}
