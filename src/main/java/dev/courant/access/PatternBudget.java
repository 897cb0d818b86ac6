package dev.courant.access;

import dev.courant.event.Matcher;
import dev.courant.event.Refusal;
import dev.courant.event.RefusedException;

/**
 * How costly the patterns may be together that one subscription asks by, or one token grants: a
 * topic that is new is compared with all of them, by a thread that others wait for. Each of them
 * alone is limited too. Used by one thread, for one subscription or token.
 */
public final class PatternBudget {
  /** The most steps, for every character of a topic. */
  public static final int MAX_STEPS = 1000;

  private final String whose;
  private int spent;

  /**
   * A budget that nothing was spent of.
   *
   * @param whose how the refusal names the one whose patterns these are: "a token"
   */
  public PatternBudget(String whose) {
    this.whose = whose;
  }

  /**
   * Counts a matcher, and gives it back. What is no pattern costs nothing.
   *
   * @throws RefusedException ({@link Refusal#INVALID}) when it is one too many
   */
  public Matcher spend(Matcher matcher) {
    // Neither overflows: a pattern has few steps, and the first one too many ends the counting.
    spent += matcher instanceof Matcher.ByPattern pattern ? pattern.steps() : 0;
    if (spent > MAX_STEPS) {
      throw new RefusedException(
          Refusal.INVALID,
          "The patterns of %s have at most %,d steps together".formatted(whose, MAX_STEPS));
    }
    return matcher;
  }
}
