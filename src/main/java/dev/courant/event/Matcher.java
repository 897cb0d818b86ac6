package dev.courant.event;

/** What a subscriber asks for, or a token grants. */
public sealed interface Matcher {
  /** The text that asks for every topic. */
  String WILDCARD = "*";

  /** Whether this matcher asks for {@code topic}. */
  boolean matches(Topic topic);

  /**
   * The matcher that {@code text} stands for: {@code *} for every topic, anything else for the
   * topic of exactly that name.
   *
   * @throws RefusedException ({@link Refusal#INVALID}) when no topic can have that name
   */
  static Matcher parse(String text) {
    return text.equals(WILDCARD) ? Everything.INSTANCE : new Exact(new Topic(text));
  }

  /**
   * Asks for one topic.
   *
   * @param topic the topic
   */
  record Exact(Topic topic) implements Matcher {
    @Override
    public boolean matches(Topic other) {
      return topic.equals(other);
    }
  }

  /** Asks for every topic. */
  enum Everything implements Matcher {
    /** The only one. */
    INSTANCE;

    @Override
    public boolean matches(Topic topic) {
      return true;
    }
  }
}
