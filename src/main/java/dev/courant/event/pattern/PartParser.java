package dev.courant.event.pattern;

import dev.courant.event.pattern.Part.Kind;
import dev.courant.event.pattern.Part.Modifier;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Makes parts of the text of one component (URL Pattern, "Parsing"); texts stay as written. */
final class PartParser {
  private static final String ANYTHING = ".*";

  private final List<Token> tokens;

  /** What goes with a group when it stands right before it: the slash of a path, else nothing. */
  private final String autoPrefix;

  private final List<Part> parts = new ArrayList<>();
  private final Set<String> names = new HashSet<>();
  private final StringBuilder pendingText = new StringBuilder();
  private int index;

  private PartParser(String input, String autoPrefix) {
    this.tokens = Tokenizer.strict(input);
    this.autoPrefix = autoPrefix;
  }

  /**
   * The parts of a component.
   *
   * @throws MalformedPatternException when the text cannot be read
   */
  static List<Part> parse(String input, String autoPrefix) {
    return new PartParser(input, autoPrefix).run();
  }

  private List<Part> run() {
    while (index < tokens.size()) {
      Optional<Token> character = take(Token.Type.CHAR);
      Optional<Token> name = take(Token.Type.NAME);
      Optional<Token> expression = takeExpression(name);
      if (name.isPresent() || expression.isPresent()) {
        String before = character.map(Token::value).orElse("");
        boolean goesWithGroup = before.equals(autoPrefix);
        pendingText.append(goesWithGroup ? "" : before);
        addGroup(goesWithGroup ? before : "", name, expression, "", takeModifier());
        continue;
      }
      Optional<Token> fixed = character.or(() -> take(Token.Type.ESCAPED_CHAR));
      if (fixed.isPresent()) {
        pendingText.append(fixed.get().value());
      } else if (take(Token.Type.OPEN).isPresent()) {
        braces();
      } else {
        flush();
        require(Token.Type.END, "has a modifier or a brace where none can be");
      }
    }
    return parts;
  }

  private void braces() {
    String prefix = takeText();
    Optional<Token> name = take(Token.Type.NAME);
    Optional<Token> expression = takeExpression(name);
    String suffix = takeText();
    require(Token.Type.CLOSE, "has a brace that is not closed, or more than one group in braces");
    Modifier modifier = takeModifier();
    if (name.isPresent() || expression.isPresent()) {
      addGroup(prefix, name, expression, suffix, modifier);
    } else if (modifier == Modifier.NONE) {
      pendingText.append(prefix);
    } else {
      flush();
      if (!prefix.isEmpty()) {
        parts.add(new Part(Kind.FIXED_TEXT, prefix, modifier, "", ""));
      }
    }
  }

  private void addGroup(
      String prefix,
      Optional<Token> name,
      Optional<Token> expression,
      String suffix,
      Modifier modifier) {
    flush();
    name.map(Token::value)
        .filter(n -> !names.add(n))
        .ifPresent(
            n -> {
              throw new MalformedPatternException("has the name \"" + n + "\" twice");
            });
    Kind kind = kind(expression);
    String value = kind == Kind.REGEXP ? expression.orElseThrow().value() : "";
    parts.add(new Part(kind, value, modifier, prefix, suffix));
  }

  private static Kind kind(Optional<Token> expression) {
    if (expression.isEmpty()) {
      return Kind.SEGMENT_WILDCARD;
    }
    Token token = expression.get();
    return token.type() == Token.Type.ASTERISK || token.value().equals(ANYTHING)
        ? Kind.FULL_WILDCARD
        : Kind.REGEXP;
  }

  private void flush() {
    if (!pendingText.isEmpty()) {
      parts.add(new Part(Kind.FIXED_TEXT, pendingText.toString(), Modifier.NONE, "", ""));
      pendingText.setLength(0);
    }
  }

  private Optional<Token> take(Token.Type type) {
    Token next = tokens.get(index);
    if (next.type() != type) {
      return Optional.empty();
    }
    index++;
    return Optional.of(next);
  }

  /** An asterisk behind a name is its modifier and not an expression. */
  private Optional<Token> takeExpression(Optional<Token> name) {
    Optional<Token> regexp = take(Token.Type.REGEXP);
    return regexp.isPresent() || name.isPresent() ? regexp : take(Token.Type.ASTERISK);
  }

  private Modifier takeModifier() {
    return take(Token.Type.OTHER_MODIFIER)
        .or(() -> take(Token.Type.ASTERISK))
        .map(token -> Modifier.of(token.value()))
        .orElse(Modifier.NONE);
  }

  private String takeText() {
    StringBuilder text = new StringBuilder();
    Optional<Token> next = take(Token.Type.CHAR).or(() -> take(Token.Type.ESCAPED_CHAR));
    while (next.isPresent()) {
      text.append(next.get().value());
      next = take(Token.Type.CHAR).or(() -> take(Token.Type.ESCAPED_CHAR));
    }
    return text.toString();
  }

  private void require(Token.Type type, String otherwise) {
    if (take(type).isEmpty()) {
      throw new MalformedPatternException(otherwise);
    }
  }
}
