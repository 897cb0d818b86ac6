package dev.courant.access;

import dev.courant.event.Matcher;
import java.util.Comparator;

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

  /** The type of what Mercure 0.x asks for with braces; no token and no parameter names it. */
  public static final String URI_TEMPLATE = "uritemplate";

  private static final Comparator<MatcherText> ORDER =
      Comparator.comparing(MatcherText::type).thenComparing(MatcherText::text);

  /** How a matcher is written. What asks for every topic is of the first type, whatever it was. */
  public static MatcherText of(Matcher matcher) {
    if (matcher instanceof Matcher.ByPattern pattern) {
      String type = pattern instanceof Matcher.UrlPattern ? URL_PATTERN : URI_TEMPLATE;
      return new MatcherText(type, pattern.text());
    }
    String text = matcher instanceof Matcher.Exact exact ? exact.topic().name() : Matcher.WILDCARD;
    return new MatcherText(EXACT, text);
  }

  @Override
  public int compareTo(MatcherText other) {
    return ORDER.compare(this, other);
  }
}
