package dev.courant.event.pattern;

/**
 * A text is not a pattern, or uses something that is not supported. The message goes on from "the
 * pattern ..." and says what is wrong.
 */
public final class MalformedPatternException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  MalformedPatternException(String message) {
    super(message);
  }
}
