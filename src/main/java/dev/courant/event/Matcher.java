package dev.courant.event;

import java.util.Optional;

/** What a subscriber asks for, or a token grants. Immutable, and safe for use by any thread. */
public sealed interface Matcher {
  /** The text that asks for every topic. */
  String WILDCARD = "*";

  /** Whether this matcher asks for {@code topic}. */
  boolean matches(Topic topic);

  /**
   * The matcher that {@code text} stands for: {@code *} for every topic, anything else for the
   * topic of exactly that name. Patterns are made by {@link Matchers}.
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

  /**
   * Asks for the topics that look as a text says. Two that were made of the same text for the same
   * hub are equal. Whether it matches a topic is found out once and remembered for a while.
   */
  sealed interface ByPattern extends Matcher {
    /** The longest text, in bytes of UTF-8. */
    int MAX_BYTES = 4096;

    /** The text as it was given. */
    String text();

    /**
     * A text with which {@link #subjectOf} begins for every topic that is asked for: so that many
     * patterns can be sorted out by one look into an index.
     */
    String prefix();

    /** How costly it is: for every character of a topic, at most so many steps. */
    int steps();

    /**
     * What of a topic {@link #prefix} is compared with, the same for all patterns of one kind and
     * one hub; absent when no pattern of this kind asks for the topic.
     */
    Optional<String> subjectOf(Topic topic);

    /** What a look at the beginning of a topic tells: if false, it is not asked for. */
    default boolean mayMatch(Topic topic) {
      return subjectOf(topic).filter(subject -> subject.startsWith(prefix())).isPresent();
    }
  }

  /** Asks for the topics that are URLs which a URL pattern matches (WHATWG URL Pattern). */
  final class UrlPattern implements ByPattern {
    private final String text;
    private final dev.courant.event.pattern.UrlPattern pattern;
    private final TopicUrls urls;
    private final Decisions decisions;

    UrlPattern(
        String text,
        dev.courant.event.pattern.UrlPattern pattern,
        TopicUrls urls,
        Decisions decisions) {
      this.text = text;
      this.pattern = pattern;
      this.urls = urls;
      this.decisions = decisions;
    }

    @Override
    public boolean matches(Topic topic) {
      return decisions.on(this, topic, t -> urls.of(t).filter(pattern::matches).isPresent());
    }

    @Override
    public String text() {
      return text;
    }

    @Override
    public String prefix() {
      return pattern.pathPrefix();
    }

    @Override
    public int steps() {
      return pattern.steps();
    }

    @Override
    public Optional<String> subjectOf(Topic topic) {
      return urls.of(topic).map(url -> url.path());
    }

    @Override
    public boolean equals(Object other) {
      return other == this
          || (other instanceof UrlPattern that
              && text.equals(that.text)
              && urls.base().equals(that.urls.base()));
    }

    @Override
    public int hashCode() {
      return text.hashCode();
    }

    @Override
    public String toString() {
      return "UrlPattern[" + text + "]";
    }
  }

  /**
   * Asks for the topics that a URI template can be expanded to (RFC 6570), and for the one that is
   * called like the template itself: what Mercure had before draft 08.
   */
  final class Template implements ByPattern {
    private final String text;
    private final dev.courant.event.pattern.UriTemplate template;
    private final Decisions decisions;

    Template(String text, dev.courant.event.pattern.UriTemplate template, Decisions decisions) {
      this.text = text;
      this.template = template;
      this.decisions = decisions;
    }

    @Override
    public boolean matches(Topic topic) {
      return decisions.on(this, topic, t -> t.name().equals(text) || template.matches(t.name()));
    }

    @Override
    public String text() {
      return text;
    }

    @Override
    public String prefix() {
      return template.prefix();
    }

    @Override
    public int steps() {
      return template.steps();
    }

    @Override
    public Optional<String> subjectOf(Topic topic) {
      return Optional.of(topic.name());
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Template that && text.equals(that.text);
    }

    @Override
    public int hashCode() {
      return ~text.hashCode();
    }

    @Override
    public String toString() {
      return "Template[" + text + "]";
    }
  }
}
