package dev.courant.event.pattern;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.courant.event.pattern.Part.Modifier;
import java.util.List;

/** What one text is compared with. Most are so plain that no regular expression is needed. */
sealed interface Comparison {
  /** Whether the whole text is as it should be. */
  boolean accepts(String text);

  /** A text with which every text begins that is accepted. */
  String prefix();

  /** Accepts every text. */
  enum Anything implements Comparison {
    INSTANCE;

    @Override
    public boolean accepts(String text) {
      return true;
    }

    @Override
    public String prefix() {
      return "";
    }
  }

  /** Accepts one text. */
  record Same(String prefix) implements Comparison {
    @Override
    public boolean accepts(String text) {
      return text.equals(prefix);
    }
  }

  /** Accepts every text that begins so. */
  record Beginning(String prefix) implements Comparison {
    @Override
    public boolean accepts(String text) {
      return text.startsWith(prefix);
    }
  }

  /** Accepts what a regular expression does, in time linear in the length of the text. */
  record Expression(Pattern pattern, String prefix) implements Comparison {
    @Override
    public boolean accepts(String text) {
      return text.startsWith(prefix) && pattern.matches(text);
    }
  }

  /**
   * The comparison with parts.
   *
   * @param segment the regular expression of a segment wildcard
   */
  static Comparison with(List<Part> parts, String segment) {
    StringBuilder prefix = new StringBuilder();
    int literals = 0;
    while (literals < parts.size() && parts.get(literals).isLiteral()) {
      prefix.append(parts.get(literals).value());
      literals++;
    }
    if (literals == parts.size()) {
      return new Same(prefix.toString());
    }
    Part group = parts.get(literals);
    if (group.modifier() == Modifier.NONE || group.modifier() == Modifier.ONE_OR_MORE) {
      prefix.append(group.prefix());
    }
    boolean isRest =
        literals == parts.size() - 1
            && group.modifier() == Modifier.NONE
            && group.kind() == Part.Kind.FULL_WILDCARD
            && group.suffix().isEmpty();
    if (isRest) {
      return prefix.isEmpty() ? Anything.INSTANCE : new Beginning(prefix.toString());
    }
    return expression(new RegexpWriter(segment).write(parts), prefix.toString());
  }

  /** The comparison with a regular expression that was checked. */
  static Expression expression(String regexp, String prefix) {
    try {
      return new Expression(Pattern.compile(regexp), prefix);
    } catch (PatternSyntaxException e) {
      throw new MalformedPatternException(
          "has a regular expression that is not supported: " + e.getDescription());
    }
  }
}
