package dev.courant.event;

import java.util.List;
import java.util.Optional;
import java.util.Random;

/** Patterns and topics that often match one another. */
public final class PatternSamples {
  private static final List<String> HOSTS =
      List.of(
          "", "", "", "https://hub.example", "https://a.example", "https://b.a.example", "foo:");

  private static final List<String> HOST_PATTERNS =
      List.of("", "", "", "https://hub.example", "https://*.example", "https://{:b.}?a.example");

  private static final List<String> SEGMENTS = List.of("a", "b", "a.b", "1", "22", "\u00E4", "a-1");

  private static final List<String> SEGMENT_PATTERNS =
      List.of("a", "b", "1", "\u00E4", ":x", ":y?", ":z+", "*", "(\\d+)", "{a}?", "a-:n", "(a|b)");

  private static final List<String> EXPRESSIONS =
      List.of("a", "b", "1", "{x}", "{y:2}", "{+z}", "a-{n}", "{u,v}");

  private PatternSamples() {}

  /** The name of a topic. */
  public static String topic(Random random) {
    String end = any(random, List.of("", "", "", "/", "?x=1", "#y"));
    return path(random, any(random, HOSTS), SEGMENTS) + end;
  }

  /** A URL pattern, or now and then a template. */
  public static Matcher.ByPattern pattern(Matchers matchers, Random random) {
    Optional<Matcher.ByPattern> pattern = Optional.empty();
    while (pattern.isEmpty()) {
      pattern = draw(matchers, random);
    }
    return pattern.get();
  }

  private static Optional<Matcher.ByPattern> draw(Matchers matchers, Random random) {
    try {
      Matcher matcher =
          random.nextInt(4) == 0
              ? matchers.selector(path(random, any(random, HOSTS), EXPRESSIONS))
              : matchers.urlPattern(path(random, any(random, HOST_PATTERNS), SEGMENT_PATTERNS));
      return matcher instanceof Matcher.ByPattern pattern ? Optional.of(pattern) : Optional.empty();
    } catch (RefusedException oneNameTwice) {
      return Optional.empty();
    }
  }

  private static String path(Random random, String start, List<String> segments) {
    StringBuilder path = new StringBuilder(start);
    for (int i = 0; i <= random.nextInt(3); i++) {
      path.append('/').append(any(random, segments));
    }
    return path.toString();
  }

  private static String any(Random random, List<String> texts) {
    return texts.get(random.nextInt(texts.size()));
  }
}
