package dev.courant.event.pattern;

/**
 * A piece of the text of a pattern (URL Pattern, "Tokens").
 *
 * @param index where it begins in the text
 * @param value what it stands for: the name without its colon, the regular expression without its
 *     parentheses, the character without its back slash
 */
record Token(Type type, int index, String value) {
  enum Type {
    /** An opening brace. */
    OPEN,
    /** A closing brace. */
    CLOSE,
    /** {@code (...)}. */
    REGEXP,
    /** {@code :name}. */
    NAME,
    /** A character that stands for itself. */
    CHAR,
    /** A character behind a back slash. */
    ESCAPED_CHAR,
    /** {@code ?} or {@code +}. */
    OTHER_MODIFIER,
    /** {@code *}, a wildcard or a modifier. */
    ASTERISK,
    /** The end of the text. */
    END,
    /** A character that cannot stand there. */
    INVALID_CHAR
  }

  /** Whether it is this very character, without a meaning for patterns. */
  boolean isPlain(char c) {
    return value.length() == 1
        && value.charAt(0) == c
        && (type == Type.CHAR || type == Type.ESCAPED_CHAR || type == Type.INVALID_CHAR);
  }
}
