package dev.courant.access;

import dev.courant.event.Matcher;
import dev.courant.event.Refusal;
import dev.courant.event.RefusedException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What a subscriber asks for, in the parameters of its request (Mercure draft 08, "Subscription").
 */
public final class MatcherParameters {
  private static final List<String> SUPPORTED = List.of("match", "match_exact");

  private MatcherParameters() {}

  /**
   * The matchers of a query. A parameter that begins like one of ours and is not, is an error and
   * not ignored: its sender believes to ask for something.
   *
   * @throws RefusedException ({@link Refusal#INVALID}) when there is such a parameter or a bad
   *     value
   */
  public static Set<Matcher> in(FormFields query) {
    Set<Matcher> matchers = new LinkedHashSet<>();
    for (String name : query.names()) {
      if (!SUPPORTED.contains(name) && name.toLowerCase(Locale.ROOT).startsWith("match")) {
        throw new RefusedException(
            Refusal.INVALID,
            "\"%s\" is not supported; there are match and match_exact".formatted(name));
      }
    }
    SUPPORTED.forEach(name -> query.all(name).forEach(v -> matchers.add(Matcher.parse(v))));
    return matchers;
  }
}
