package dev.courant.access;

import java.util.Optional;

/** How far a caller may look after the hub. Each of them includes those before it. */
public enum Administration {
  /** Not at all. */
  NONE("false"),
  /** It may look at everything but the data of private events, and change nothing. */
  OBSERVE("observe"),
  /** Everything. */
  ALL("true");

  private final String text;

  Administration(String text) {
    this.text = text;
  }

  /** How it is written in a token, an order of one, and the configuration. */
  public String text() {
    return text;
  }

  /** Reads how it is written. */
  public static Optional<Administration> of(String text) {
    for (Administration one : values()) {
      if (one.text.equals(text)) {
        return Optional.of(one);
      }
    }
    return Optional.empty();
  }

  /** The one that goes further. */
  Administration or(Administration other) {
    return compareTo(other) >= 0 ? this : other;
  }
}
