package dev.courant.event.pattern;

/** How much a pattern may cost. What is counted stops growing long before it overflows. */
final class Limits {
  /** The longest text of a pattern, in bytes of UTF-8. */
  static final int MAX_BYTES = 4096;

  /** The most groups in one pattern. */
  static final int MAX_GROUPS = 100;

  /** The most steps that a comparison may have to keep in mind for every character. */
  static final int MAX_STEPS = 200;

  private static final long PLENTY = 1L << 31;

  private Limits() {}

  static long sum(long a, long b) {
    return Math.min(PLENTY, a + b);
  }

  static long product(long a, long b) {
    return Math.min(PLENTY, Math.min(PLENTY, a) * Math.min(PLENTY, b));
  }

  /** Refuses what would cost too much. */
  static void requireSteps(long steps) {
    if (steps > MAX_STEPS) {
      throw new MalformedPatternException(
          "is too costly: its groups, with their repetitions, come to more than "
              + MAX_STEPS
              + " steps");
    }
  }
}
