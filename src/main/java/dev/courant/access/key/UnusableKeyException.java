package dev.courant.access.key;

/** A key cannot be used; the message says what is needed instead, and nothing of the key. */
public final class UnusableKeyException extends Exception {
  private static final long serialVersionUID = 1L;

  /** With what is needed, as the end of a sentence: "a secret of ...". */
  public UnusableKeyException(String needed) {
    super(needed);
  }

  /** The same, and why. */
  public UnusableKeyException(String needed, Throwable cause) {
    super(needed, cause);
  }

  /** What is needed instead. */
  public String needed() {
    return String.valueOf(getMessage());
  }
}
