package dev.courant.event.pattern;

import com.google.re2j.Pattern;
import dev.courant.event.url.EncodeSet;

/**
 * A URI template (RFC 6570, all levels), which topics are compared with: one matches that the
 * template could be expanded to, whatever the variables are. Immutable, and safe for use by any
 * thread.
 *
 * <p>A variable is taken to be a text, or with the modifier {@code *} a list or pairs of texts. Any
 * may be undefined or empty, so {@code /books/{id}} matches {@code /books/} too. A comparison takes
 * time linear in the length of the topic: at most {@value UrlPattern#MAX_STEPS} steps for each
 * character.
 */
public final class UriTemplate {
  private static final String FORBIDDEN_LITERALS = " \"<>\\^`|}";

  private final Comparison comparison;
  private final int steps;

  private UriTemplate(Comparison comparison, int steps) {
    this.comparison = comparison;
    this.steps = steps;
  }

  /**
   * Reads a template.
   *
   * @throws MalformedPatternException when it is not one, or would be too costly
   */
  public static UriTemplate parse(String text) {
    Reading reading = new Reading(text);
    Comparison comparison = reading.comparison();
    return new UriTemplate(comparison, (int) reading.steps);
  }

  /** Whether the template could be expanded to this text. */
  public boolean matches(String text) {
    return comparison.accepts(text);
  }

  /** How costly its expressions are; at most {@value UrlPattern#MAX_STEPS}. */
  public int steps() {
    return steps;
  }

  /** A text with which every text begins that this template matches; may be empty. */
  public String prefix() {
    return comparison.prefix();
  }

  /** The reading of one template. */
  private static final class Reading {
    private final String text;
    private final StringBuilder regexp = new StringBuilder();
    private final StringBuilder prefix = new StringBuilder();
    private boolean isLiteralSoFar = true;
    private int expressions;
    private long steps;

    Reading(String text) {
      this.text = text;
    }

    Comparison comparison() {
      int index = 0;
      while (index < text.length()) {
        index = text.charAt(index) == '{' ? expression(index) : literal(index);
      }
      return isLiteralSoFar
          ? new Comparison.Same(prefix.toString())
          : Comparison.expression(regexp.toString(), prefix.toString());
    }

    private int expression(int index) {
      int end = text.indexOf('}', index);
      if (end < 0) {
        throw new MalformedPatternException("has a brace that is not closed");
      }
      expressions++;
      if (expressions > Limits.MAX_GROUPS) {
        throw new MalformedPatternException("has more than " + Limits.MAX_GROUPS + " expressions");
      }
      TemplateExpression expression = TemplateExpression.parse(text.substring(index + 1, end));
      steps = Limits.sum(steps, expression.steps());
      Limits.requireSteps(steps);
      regexp.append(expression.regexp());
      isLiteralSoFar = false;
      return end + 1;
    }

    /** Expanding encodes what a URI cannot have; a topic may have it either way. */
    private int literal(int index) {
      int codePoint = text.codePointAt(index);
      String literal = Character.toString(codePoint);
      if (FORBIDDEN_LITERALS.contains(literal)) {
        throw new MalformedPatternException(
            "has the character \"" + literal + "\" outside of braces, where no template has it");
      }
      int end = index + literal.length();
      if (codePoint == '%') {
        end = index + 3;
        if (end > text.length() || !TemplateExpression.isEncoded(text.substring(index, end))) {
          throw new MalformedPatternException(
              "has a \"%\" without two hexadecimal digits behind it");
        }
        literal = text.substring(index, end);
      }
      if (codePoint > 0x7F) {
        String encoded = EncodeSet.C0_CONTROL.encode(literal);
        regexp.append("(?:").append(literal).append('|').append(encoded).append(')');
        isLiteralSoFar = false;
      } else {
        regexp.append(Pattern.quote(literal));
        prefix.append(isLiteralSoFar ? literal : "");
      }
      return end;
    }
  }
}
