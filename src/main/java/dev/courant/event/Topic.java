package dev.courant.event;

/**
 * What an event is about: often a URL or a path such as {@code /orders/17}, compared byte for byte.
 *
 * @param name 1 to {@value #MAX_BYTES} bytes of UTF-8 without control and format characters, and
 *     not {@code *}
 */
public record Topic(String name) {
  /** The longest name, in bytes of UTF-8. */
  public static final int MAX_BYTES = 4096;

  /**
   * A topic.
   *
   * @throws RefusedException ({@link Refusal#INVALID}) when the name is not allowed
   */
  public Topic {
    TextRules.requireName("A topic", name, MAX_BYTES);
    if (name.equals(Matcher.WILDCARD)) {
      throw new RefusedException(
          Refusal.INVALID, "\"*\" matches every topic and cannot be one: name the topic");
    }
  }

  @Override
  public String toString() {
    return name;
  }
}
