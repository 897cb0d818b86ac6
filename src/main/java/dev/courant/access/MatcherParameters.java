package dev.courant.access;

import dev.courant.event.Matcher;
import dev.courant.event.Matchers;
import dev.courant.event.Refusal;
import dev.courant.event.RefusedException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What a subscriber asks for, in the parameters of its request (Mercure draft 08, "Subscription"):
 * {@code match} and {@code match_exact} a topic, {@code match_urlpattern} a URL pattern, {@code
 * topic} what Mercure had before, a topic or a URI template. Each may be repeated, and {@code *} is
 * every topic.
 */
public final class MatcherParameters {
  /** The most matchers that one subscription may have. */
  public static final int MAX_MATCHERS = 100;

  /** How costly the patterns of one subscription may be together. */
  public static final int MAX_STEPS = 1000;

  private static final String FAMILY = "match";
  private static final List<String> EXACT = List.of(FAMILY, "match_exact");
  private static final String URL_PATTERN = "match_urlpattern";
  private static final String SELECTOR = "topic";

  private MatcherParameters() {}

  /**
   * The matchers of a query or a form. A parameter that begins like one of ours and is not, is an
   * error and not ignored: its sender believes to ask for something.
   *
   * @param matchers makes them, for the hub that is asked
   * @throws RefusedException ({@link Refusal#INVALID}) when there is such a parameter, a bad value,
   *     more than {@value #MAX_MATCHERS} of them, or more than {@value #MAX_STEPS} steps
   */
  public static Set<Matcher> in(FormFields fields, Matchers matchers) {
    int asked = 0;
    for (String name : fields.names()) {
      boolean isOurs = EXACT.contains(name) || name.equals(URL_PATTERN);
      if (!isOurs && name.regionMatches(true, 0, FAMILY, 0, FAMILY.length())) {
        throw new RefusedException(
            Refusal.INVALID,
            "\"%s\" is not supported; there are match, match_exact and match_urlpattern"
                .formatted(name));
      }
      asked += isOurs || name.equals(SELECTOR) ? 1 : 0;
    }
    if (asked > MAX_MATCHERS) {
      // Before any is read: reading a pattern takes its time.
      throw new RefusedException(
          Refusal.INVALID, "A subscription has at most %d matchers".formatted(MAX_MATCHERS));
    }
    Set<Matcher> found = new LinkedHashSet<>();
    EXACT.forEach(name -> fields.all(name).forEach(v -> found.add(matchers.exact(v))));
    fields.all(URL_PATTERN).forEach(v -> found.add(matchers.urlPattern(v)));
    fields.all(SELECTOR).forEach(v -> found.add(matchers.selector(v)));
    requireAffordable(found);
    return found;
  }

  /**
   * Refuses matchers that are too costly together: a topic that is new is compared with all of them
   * that may match it.
   *
   * @throws RefusedException ({@link Refusal#INVALID}) when they have more than {@value #MAX_STEPS}
   *     steps
   */
  public static void requireAffordable(Set<Matcher> found) {
    int steps = 0;
    for (Matcher matcher : found) {
      steps += matcher instanceof Matcher.ByPattern pattern ? pattern.steps() : 0;
    }
    if (steps > MAX_STEPS) {
      throw new RefusedException(
          Refusal.INVALID,
          "The patterns of a subscription have at most %,d steps together; these have %,d"
              .formatted(MAX_STEPS, steps));
    }
  }
}
