package dev.courant.log.sql;

/** The store cannot be used as it is; the message is a sentence that says what to do. */
public final class UnusableStoreException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** A store that cannot be used, and what to do about that. */
  public UnusableStoreException(String message) {
    super(message);
  }

  /** The same, with what has caused it. */
  public UnusableStoreException(String message, Throwable cause) {
    super(message, cause);
  }
}
