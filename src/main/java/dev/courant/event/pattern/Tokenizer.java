package dev.courant.event.pattern;

import java.util.ArrayList;
import java.util.List;

/** Takes the text of a pattern apart (URL Pattern, "Tokenizing"). */
final class Tokenizer {
  private final String input;
  private final boolean strict;
  private final List<Token> tokens = new ArrayList<>();
  private int index;

  private Tokenizer(String input, boolean strict) {
    this.input = input;
    this.strict = strict;
  }

  /**
   * The tokens of the text of one component, the last of which is the end.
   *
   * @throws MalformedPatternException when a character cannot stand where it stands
   */
  static List<Token> strict(String input) {
    return new Tokenizer(input, true).run();
  }

  /** The same, with a token for each character that cannot stand where it stands. */
  static List<Token> lenient(String input) {
    return new Tokenizer(input, false).run();
  }

  private List<Token> run() {
    while (index < input.length()) {
      switch (input.charAt(index)) {
        case '*' -> add(Token.Type.ASTERISK, index, index + 1, index + 1);
        case '+', '?' -> add(Token.Type.OTHER_MODIFIER, index, index + 1, index + 1);
        case '{' -> add(Token.Type.OPEN, index, index + 1, index + 1);
        case '}' -> add(Token.Type.CLOSE, index, index + 1, index + 1);
        case '\\' -> escaped();
        case ':' -> name();
        case '(' -> regexp();
        default -> {
          int end = next(index);
          add(Token.Type.CHAR, index, end, end);
        }
      }
    }
    add(Token.Type.END, index, index, index);
    return tokens;
  }

  private void escaped() {
    if (index + 1 == input.length()) {
      invalid("ends with a back slash");
    } else {
      int end = next(index + 1);
      add(Token.Type.ESCAPED_CHAR, index + 1, end, end);
    }
  }

  private void name() {
    int start = index + 1;
    int end = start;
    while (end < input.length() && isInName(input.codePointAt(end), end == start)) {
      end = next(end);
    }
    if (end == start) {
      invalid("has a colon without a name behind it; write {\\:} for a colon");
    } else {
      add(Token.Type.NAME, start, end, end);
    }
  }

  private void regexp() {
    int start = index + 1;
    int end = endOfRegexp(start);
    if (end < 0) {
      invalid("has a parenthesis that does not begin a regular expression in ASCII");
    } else {
      add(Token.Type.REGEXP, start, end, end + 1);
    }
  }

  /**
   * Where the closing parenthesis stands; negative when it is missing, the expression is empty, or
   * it has something that the standard forbids: other characters than ASCII, groups that capture.
   */
  private int endOfRegexp(int start) {
    int depth = 1;
    for (int i = start; i < input.length(); i++) {
      char c = input.charAt(i);
      boolean isForbidden = c > 0x7F || (i == start && c == '?');
      if (isForbidden) {
        return -1;
      }
      if (c == '\\') {
        i++;
        if (i == input.length() || input.charAt(i) > 0x7F) {
          return -1;
        }
      } else if (c == ')') {
        depth--;
        if (depth == 0) {
          return i == start ? -1 : i;
        }
      } else if (c == '(') {
        depth++;
        if (i + 1 == input.length() || input.charAt(i + 1) != '?') {
          return -1;
        }
      }
    }
    return -1;
  }

  private void invalid(String what) {
    if (strict) {
      throw new MalformedPatternException(what);
    }
    add(Token.Type.INVALID_CHAR, index, index + 1, index + 1);
  }

  private void add(Token.Type type, int valueStart, int valueEnd, int next) {
    tokens.add(new Token(type, index, input.substring(valueStart, valueEnd)));
    index = next;
  }

  private int next(int from) {
    return input.offsetByCodePoints(from, 1);
  }

  /** The identifiers of JavaScript. */
  static boolean isInName(int codePoint, boolean first) {
    if (codePoint == '$' || codePoint == '_') {
      return true;
    }
    return first
        ? Character.isUnicodeIdentifierStart(codePoint)
        : Character.isUnicodeIdentifierPart(codePoint)
            && !Character.isIdentifierIgnorable(codePoint);
  }
}
