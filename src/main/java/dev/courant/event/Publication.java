package dev.courant.event;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What someone wants published: valid by construction, not yet stored. Business code fires it as a
 * CDI event:
 *
 * <pre>{@code
 * @Inject Event<Publication> events;
 * events.fire(Publication.of("/news", "It rains."));
 * }</pre>
 *
 * @param topics what it is about, 1 to {@value #MAX_TOPICS}; the first is the canonical topic
 * @param data the text; CR and CRLF in it have become LF; may be empty
 * @param type the name that a browser dispatches the event under; absent means {@code message}
 * @param id the publisher's own id; absent means that the hub makes one
 * @param retry how long a browser waits before it connects again; absent leaves that as it is
 * @param isPrivate whether only readers whose token grants one of the topics may read it (the
 *     Mercure field {@code private})
 * @param ttl how long it is worth knowing: after that it is neither replayed nor counted as lost;
 *     absent means until retention removes it
 * @param key names this very publication, so that it is stored once however often it is sent
 */
public record Publication(
    List<Topic> topics,
    String data,
    Optional<String> type,
    Optional<String> id,
    Optional<Duration> retry,
    boolean isPrivate,
    Optional<Duration> ttl,
    Optional<IdempotencyKey> key) {
  /** The most topics that one publication may have. */
  public static final int MAX_TOPICS = 1000;

  /** The longest id or type, in bytes of UTF-8. */
  public static final int MAX_NAME_BYTES = 1024;

  /**
   * The type of the events in which the hub speaks about itself. Nobody else may publish them: a
   * builder refuses it, and so does the hub.
   */
  public static final String HUB_TYPE = "mercure";

  /** The type of notices, which stand between events and are never stored. */
  private static final String NOTICE_TYPE = "courant";

  private static final Duration LONGEST_RETRY = Duration.ofDays(1);
  private static final Duration SHORTEST_TTL = Duration.ofMillis(1);
  private static final Duration LONGEST_TTL = Duration.ofDays(3650);

  /**
   * A publication.
   *
   * @throws RefusedException ({@link Refusal#INVALID}, or {@link Refusal#TOO_LARGE} for the number
   *     of topics) when a value is not allowed
   */
  public Publication {
    topics = List.copyOf(topics);
    if (topics.isEmpty()) {
      throw invalid("A publication needs at least one topic");
    }
    if (topics.size() > MAX_TOPICS) {
      throw new RefusedException(
          Refusal.TOO_LARGE, "A publication has at most %,d topics".formatted(MAX_TOPICS));
    }
    TextRules.requireWellFormed("The data", data);
    data = TextRules.normalizeLines(data);
    type.ifPresent(Publication::requireType);
    id.ifPresent(Publication::requireId);
    retry.ifPresent(Publication::requireRetry);
    ttl.ifPresent(Publication::requireTtl);
  }

  /**
   * A public publication on one topic, as plain as can be.
   *
   * @throws RefusedException when a value is not allowed
   */
  public static Publication of(String topic, String data) {
    return on(topic).data(data).build();
  }

  /**
   * Starts a publication on {@code topic}, the canonical one; nothing is checked before the end.
   */
  public static Builder on(String topic) {
    return new Builder().alsoOn(topic);
  }

  /** The first topic. */
  public Topic canonicalTopic() {
    return topics.get(0);
  }

  /**
   * Refuses what only the hub itself may publish.
   *
   * @throws RefusedException ({@link Refusal#INVALID}) when the type is {@value #HUB_TYPE}
   */
  public void requireNotOfHub() {
    if (type.filter(HUB_TYPE::equals).isPresent()) {
      throw reserved(HUB_TYPE);
    }
  }

  private static void requireType(String type) {
    TextRules.requireName("A type", type, MAX_NAME_BYTES);
    if (type.equals(NOTICE_TYPE)) {
      throw reserved(type);
    }
  }

  private static RefusedException reserved(String type) {
    return invalid("The type \"" + type + "\" is reserved for the hub");
  }

  private static void requireId(String id) {
    TextRules.requireName("An id", id, MAX_NAME_BYTES);
    if (id.startsWith("#") || id.equals("earliest")) {
      throw invalid("An id must not start with \"#\" and must not be \"earliest\"");
    }
  }

  private static void requireRetry(Duration retry) {
    if (retry.isNegative() || retry.compareTo(LONGEST_RETRY) > 0) {
      throw invalid("A retry is 0 to 86,400,000 milliseconds");
    }
  }

  private static void requireTtl(Duration ttl) {
    if (ttl.compareTo(SHORTEST_TTL) < 0 || ttl.compareTo(LONGEST_TTL) > 0) {
      throw invalid("A ttl is 1 millisecond to 3,650 days");
    }
  }

  private static RefusedException invalid(String detail) {
    return new RefusedException(Refusal.INVALID, detail);
  }

  /** Collects the parts of a publication. Not thread-safe. */
  public static final class Builder {
    private final List<String> topics = new ArrayList<>();
    private String data = "";
    private Optional<String> type = Optional.empty();
    private Optional<String> id = Optional.empty();
    private Optional<Duration> retry = Optional.empty();
    private boolean isPrivate;
    private Optional<Duration> ttl = Optional.empty();
    private Optional<IdempotencyKey> key = Optional.empty();

    private Builder() {}

    /** Adds a topic; those after the first are alternates. */
    public Builder alsoOn(String topic) {
      topics.add(Objects.requireNonNull(topic));
      return this;
    }

    /** Sets the text. */
    public Builder data(String text) {
      data = Objects.requireNonNull(text);
      return this;
    }

    /** Sets the name that a browser dispatches the event under. */
    public Builder type(String name) {
      type = Optional.of(name);
      return this;
    }

    /** Sets the publisher's own id. */
    public Builder id(String ownId) {
      id = Optional.of(ownId);
      return this;
    }

    /** Sets how long a browser waits before it connects again. */
    public Builder retry(Duration pause) {
      retry = Optional.of(pause);
      return this;
    }

    /** Only readers whose token grants one of the topics may read it. */
    public Builder asPrivate() {
      isPrivate = true;
      return this;
    }

    /** Sets how long it is worth knowing. */
    public Builder ttl(Duration worth) {
      ttl = Optional.of(worth);
      return this;
    }

    /** Sets the name of this very publication, given by the application itself. */
    public Builder key(String name) {
      return key(new IdempotencyKey(IdempotencyKey.APPLICATION, name));
    }

    /** Sets the name of this very publication. */
    public Builder key(IdempotencyKey name) {
      key = Optional.of(name);
      return this;
    }

    /**
     * The publication.
     *
     * @throws RefusedException when a value is not allowed
     */
    public Publication build() {
      List<Topic> all = topics.stream().limit(MAX_TOPICS + 1L).map(Topic::new).toList();
      var publication = new Publication(all, data, type, id, retry, isPrivate, ttl, key);
      publication.requireNotOfHub();
      return publication;
    }
  }
}
