package dev.courant.event.pattern;

/**
 * A piece of one component of a pattern: a fixed text, or a group with what stands around it (URL
 * Pattern, "Parts").
 *
 * @param value the fixed text, or the regular expression of a group; empty for wildcards
 * @param prefix what stands before the group and goes with it
 * @param suffix what stands behind the group and goes with it
 */
record Part(Kind kind, String value, Modifier modifier, String prefix, String suffix) {
  enum Kind {
    FIXED_TEXT,
    REGEXP,
    /** Everything up to the next separator. */
    SEGMENT_WILDCARD,
    /** Everything. */
    FULL_WILDCARD
  }

  /** How often it may appear. */
  enum Modifier {
    NONE(""),
    OPTIONAL("?"),
    ZERO_OR_MORE("*"),
    ONE_OR_MORE("+");

    private final String symbol;

    Modifier(String symbol) {
      this.symbol = symbol;
    }

    String symbol() {
      return symbol;
    }

    static Modifier of(String symbol) {
      for (Modifier modifier : values()) {
        if (modifier.symbol.equals(symbol)) {
          return modifier;
        }
      }
      throw new IllegalArgumentException(symbol);
    }
  }

  /** Whether it is text that appears exactly once. */
  boolean isLiteral() {
    return kind == Kind.FIXED_TEXT && modifier == Modifier.NONE;
  }

  /** Whether it may repeat, with something between the repetitions. */
  boolean isWrittenTwice() {
    return (modifier == Modifier.ZERO_OR_MORE || modifier == Modifier.ONE_OR_MORE)
        && !(prefix.isEmpty() && suffix.isEmpty());
  }

  /** Whether it is {@code *} and nothing around it. */
  boolean isEverything() {
    return kind == Kind.FULL_WILDCARD
        && modifier == Modifier.NONE
        && prefix.isEmpty()
        && suffix.isEmpty();
  }
}
