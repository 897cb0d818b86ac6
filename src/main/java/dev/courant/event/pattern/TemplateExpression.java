package dev.courant.event.pattern;

import com.google.re2j.Pattern;
import java.util.ArrayList;
import java.util.List;

/**
 * What stands between two braces of a URI template (RFC 6570, 2.2), as a regular expression of what
 * it could be expanded to.
 *
 * @param steps how many steps that keeps in mind for every character
 */
record TemplateExpression(String regexp, long steps) {
  private static final String UNRESERVED = "A-Za-z0-9._~\\-";
  private static final String RESERVED = ":/?#\\[\\]@!$&'()*+,;=";
  private static final String ENCODED = "%[0-9A-Fa-f]{2}";

  /** One character, if it is encoded with all the bytes that belong to it. */
  private static final String ENCODED_CHARACTER = ENCODED + "(?:%[89ABab][0-9A-Fa-f])*";

  private static final java.util.regex.Pattern NAME =
      java.util.regex.Pattern.compile("(?:\\w|%\\p{XDigit}{2})+(?:\\.(?:\\w|%\\p{XDigit}{2})+)*");
  private static final java.util.regex.Pattern LENGTH =
      java.util.regex.Pattern.compile("[1-9][0-9]{0,3}");

  /** About how many steps one value takes. */
  private static final int STEPS_OF_VALUE = 4;

  /** How an operator expands (RFC 6570, appendix A). */
  private enum Operator {
    SIMPLE("", ",", false, false, false),
    RESERVED_TEXT("", ",", false, false, true),
    FRAGMENT("#", ",", false, false, true),
    LABEL(".", ".", false, false, false),
    PATH("/", "/", false, false, false),
    PARAMETERS(";", ";", true, false, false),
    QUERY("?", "&", true, true, false),
    MORE_QUERY("&", "&", true, true, false);

    private final String first;
    private final String separator;
    private final boolean named;
    private final boolean alwaysEquals;
    private final boolean allowsReserved;

    Operator(
        String first,
        String separator,
        boolean named,
        boolean alwaysEquals,
        boolean allowsReserved) {
      this.first = Pattern.quote(first);
      this.separator = Pattern.quote(separator);
      this.named = named;
      this.alwaysEquals = alwaysEquals;
      this.allowsReserved = allowsReserved;
    }

    static Operator of(char symbol) {
      return switch (symbol) {
        case '+' -> RESERVED_TEXT;
        case '#' -> FRAGMENT;
        case '.' -> LABEL;
        case '/' -> PATH;
        case ';' -> PARAMETERS;
        case '?' -> QUERY;
        case '&' -> MORE_QUERY;
        default -> SIMPLE;
      };
    }

    private String characters() {
      return "[" + UNRESERVED + (allowsReserved ? RESERVED : "") + "]";
    }

    private String value() {
      return "(?:" + characters() + "|" + ENCODED + ")*";
    }

    private String valueUpTo(int length) {
      return "(?:" + characters() + "|" + ENCODED_CHARACTER + "){0," + length + "}";
    }
  }

  /**
   * Reads an expression.
   *
   * @param text what stands between the braces
   * @throws MalformedPatternException when it is not an expression
   */
  static TemplateExpression parse(String text) {
    Operator operator = text.isEmpty() ? Operator.SIMPLE : Operator.of(text.charAt(0));
    String list = operator == Operator.SIMPLE ? text : text.substring(1);
    List<TemplateExpression> variables = new ArrayList<>();
    for (String variable : list.split(",", -1)) {
      variables.add(variable(operator, variable));
    }
    StringBuilder regexp = new StringBuilder("(?:").append(operator.first).append("(?:");
    long steps = 0;
    // Each variable may be undefined: one of them is the first that is there.
    for (int first = 0; first < variables.size(); first++) {
      regexp.append(first == 0 ? "" : "|").append(variables.get(first).regexp);
      steps = Limits.sum(steps, variables.get(first).steps);
      for (TemplateExpression later : variables.subList(first + 1, variables.size())) {
        regexp.append("(?:").append(operator.separator).append(later.regexp).append(")?");
        steps = Limits.sum(steps, later.steps);
      }
      Limits.requireSteps(steps);
    }
    return new TemplateExpression(regexp.append("))?").toString(), steps);
  }

  private static TemplateExpression variable(Operator operator, String text) {
    if (text.endsWith("*")) {
      requireName(text.substring(0, text.length() - 1));
      String element = element(operator);
      return new TemplateExpression(
          element + "(?:" + operator.separator + element + ")*", 4 * STEPS_OF_VALUE);
    }
    int colon = text.indexOf(':');
    String name = colon < 0 ? text : text.substring(0, colon);
    requireName(name);
    String value = operator.value();
    long steps = STEPS_OF_VALUE;
    if (colon >= 0) {
      int length = length(text.substring(colon + 1));
      value = operator.valueUpTo(length);
      steps = Limits.product(steps, length);
      Limits.requireSteps(steps);
    }
    if (!operator.named) {
      return new TemplateExpression(value, steps);
    }
    String assignment = "=" + value;
    return new TemplateExpression(
        Pattern.quote(name) + (operator.alwaysEquals ? assignment : "(?:" + assignment + ")?"),
        steps);
  }

  /** An element of a list, or a pair. */
  private static String element(Operator operator) {
    String value = operator.value();
    return operator.alwaysEquals ? value + "=" + value : value + "(?:=" + value + ")?";
  }

  private static void requireName(String name) {
    if (!NAME.matcher(name).matches()) {
      throw new MalformedPatternException(
          "has \"" + name + "\" in braces, which is not the name of a variable");
    }
  }

  private static int length(String text) {
    if (!LENGTH.matcher(text).matches()) {
      throw new MalformedPatternException(
          "has \"" + text + "\" behind a colon, where a length from 1 to 9999 would be");
    }
    return Integer.parseInt(text);
  }

  /** Whether a text is an encoded byte. */
  static boolean isEncoded(String text) {
    return text.matches("%\\p{XDigit}{2}");
  }
}
