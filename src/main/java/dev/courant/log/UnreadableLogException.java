package dev.courant.log;

/** The store could not be read; trying again later may succeed. */
public final class UnreadableLogException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** A failure to read. */
  public UnreadableLogException(String message) {
    super(message);
  }

  /** A failure to read, and what caused it. */
  public UnreadableLogException(String message, Throwable cause) {
    super(message, cause);
  }
}
