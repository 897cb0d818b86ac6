package dev.courant.event.pattern;

/**
 * Which regular expressions may stand in a pattern: those that mean the same in JavaScript, whose
 * syntax the standard names (with the flag {@code v}), and in RE2, which runs them here. Everything
 * else is refused: what only JavaScript has (looking ahead and behind, references, names,
 * properties of characters, sets of sets), and what only RE2 has.
 */
final class RegexpSyntax {
  /** What is read behind the end; no expression has it, since all are ASCII. */
  private static final char END = '\uFFFF';

  private static final int MAX_DEPTH = 16;
  private static final int MAX_REPETITIONS = 1000;
  private static final String SYNTAX_CHARACTERS = "^$\\.*+?()[]{}|/";
  private static final String CLASS_PUNCTUATION = "&-!#%,:;<=>@`~";
  private static final String FORBIDDEN_IN_CLASSES = "()[]{}/-|";

  /** Doubled in a class, these are operators of JavaScript, or kept for later ones. */
  private static final String DOUBLED_IN_CLASSES = "&!#$%*+,.:;<=>?@^`~";

  private final String text;
  private int index;

  private RegexpSyntax(String text) {
    this.text = text;
  }

  /**
   * Checks an expression.
   *
   * @return about how many steps it makes RE2 keep in mind for every character that is compared
   * @throws MalformedPatternException when it may not stand in a pattern
   */
  static long steps(String text) {
    RegexpSyntax syntax = new RegexpSyntax(text);
    long steps = syntax.alternatives(0);
    if (syntax.index < text.length()) {
      throw unsupported("a parenthesis that was not opened");
    }
    return steps;
  }

  private long alternatives(int depth) {
    if (depth > MAX_DEPTH) {
      throw new MalformedPatternException(
          "has a regular expression with parentheses nested deeper than " + MAX_DEPTH);
    }
    long steps = 1;
    while (index < text.length() && text.charAt(index) != ')') {
      if (text.charAt(index) == '|') {
        index++;
        steps++;
      } else {
        steps = Limits.sum(steps, repeated(depth));
      }
    }
    return steps;
  }

  private long repeated(int depth) {
    boolean isAssertion =
        "^$".indexOf(text.charAt(index)) >= 0
            || text.startsWith("\\b", index)
            || text.startsWith("\\B", index);
    long once = atom(depth);
    if (index == text.length() || "*+?{".indexOf(text.charAt(index)) < 0) {
      return once;
    }
    if (isAssertion) {
      throw unsupported("an assertion that is repeated");
    }
    long times = quantifier();
    if (index < text.length() && text.charAt(index) == '?') {
      index++;
    }
    return Limits.sum(1, Limits.product(once, times));
  }

  private long atom(int depth) {
    char c = text.charAt(index);
    switch (c) {
      case '(' -> {
        if (!text.startsWith("(?:", index)) {
          throw unsupported("a group other than (?:...)");
        }
        index += 3;
        long steps = alternatives(depth + 1);
        if (peek() != ')') {
          throw unsupported("a parenthesis that is not closed");
        }
        index++;
        return steps;
      }
      case '[' -> characterClass();
      case '\\' -> escape(SYNTAX_CHARACTERS, "dDwWsSbBtnrfv");
      case '*', '+', '?', '{', '}', ']' ->
          throw unsupported("\"" + c + "\" where it means nothing");
      default -> index++;
    }
    return 1;
  }

  /** One of {@code * + ? {n} {n,} {n,m}}; how many copies of what is repeated that makes. */
  private long quantifier() {
    char c = text.charAt(index++);
    if (c != '{') {
      return 1;
    }
    int least = number();
    int most = least;
    if (peek() == ',') {
      index++;
      most = peek() == '}' ? least + 1 : number();
    }
    if (peek() != '}' || most < least) {
      throw unsupported("a brace that is no number of repetitions");
    }
    index++;
    return Math.max(1, most);
  }

  private int number() {
    int value = 0;
    int start = index;
    while (peek() >= '0' && peek() <= '9') {
      value = Math.min(MAX_REPETITIONS + 1, value * 10 + peek() - '0');
      index++;
    }
    if (index == start || value > MAX_REPETITIONS) {
      throw unsupported("a brace that is no number of repetitions, or one over 1,000");
    }
    return value;
  }

  private void characterClass() {
    index++;
    if (peek() == '^') {
      index++;
    }
    if (peek() == ']') {
      throw unsupported("an empty class of characters");
    }
    while (peek() != ']') {
      boolean isSet = classItem();
      if (peek() == '-') {
        index++;
        if (isSet || classItem()) {
          throw unsupported("a range of characters with no character at its end");
        }
      }
    }
    index++;
  }

  /** Reads one item of a class; tells whether it is more than one character. */
  private boolean classItem() {
    char c = peek();
    if (c == '\\') {
      return escape(SYNTAX_CHARACTERS + CLASS_PUNCTUATION, "dDwWsStnrfv");
    }
    boolean isDoubled =
        DOUBLED_IN_CLASSES.indexOf(c) >= 0
            && index + 1 < text.length()
            && text.charAt(index + 1) == c;
    if (c == END || FORBIDDEN_IN_CLASSES.indexOf(c) >= 0 || isDoubled) {
      throw unsupported("a class of characters that needs a back slash, or is not closed");
    }
    index++;
    return false;
  }

  /** Reads a character behind a back slash; tells whether it stands for more than one. */
  private boolean escape(String punctuation, String letters) {
    index++;
    char c = peek();
    if (c == 'x' && isHex(index + 1) && isHex(index + 2)) {
      index += 3;
      return false;
    }
    if (c == END || (punctuation.indexOf(c) < 0 && letters.indexOf(c) < 0)) {
      throw unsupported("\"\\" + (c == END ? "" : c) + "\"");
    }
    index++;
    return "dDwWsS".indexOf(c) >= 0;
  }

  private boolean isHex(int at) {
    return at < text.length() && Character.digit(text.charAt(at), 16) >= 0;
  }

  private char peek() {
    return index < text.length() ? text.charAt(index) : END;
  }

  private static MalformedPatternException unsupported(String what) {
    return new MalformedPatternException(
        "has a regular expression with " + what + ", which is not supported");
  }
}
