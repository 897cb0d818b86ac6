package dev.courant.boot;

/** A setting has a value that is not allowed; the message is a sentence that says what to do. */
final class InvalidSettingException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  InvalidSettingException(String key, String value, String allowed) {
    super("The setting %s is \"%s\"; allowed is %s".formatted(key, value, allowed));
  }

  /** For a key that is not known. */
  InvalidSettingException(String key, String allowed) {
    super("The setting %s is not known; allowed is %s".formatted(key, allowed));
  }
}
