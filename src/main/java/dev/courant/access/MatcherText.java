package dev.courant.access;

/**
 * A matcher as it is written in a token or in the configuration: a text, and how to read it.
 *
 * @param type the matcher type, by its name in the protocol (Mercure draft 08, "Matchers")
 * @param text a topic, a pattern, or {@code *} for every topic whatever the type
 */
public record MatcherText(String type, String text) {
  /** The type of a text that is a topic, byte for byte. */
  public static final String EXACT = "exact";

  /** The type of a text that is a URL pattern. */
  public static final String URL_PATTERN = "urlpattern";
}
