package dev.courant.event;

/**
 * A stored publication.
 *
 * @param position where it stands in the log
 * @param timeMillis when it was stored, in milliseconds since 1970
 * @param publication what was published
 */
public record Event(Position position, long timeMillis, Publication publication) {
  /** What an event costs in memory beside its text, in bytes: measured, rounded up. */
  private static final int OVERHEAD_BYTES = 192;

  private static final int TOPIC_OVERHEAD_CHARACTERS = 32;

  /**
   * The event id as it stands in the {@code id:} line of a stream: the publisher's own, where it
   * can be carried there (printable ASCII), else {@code #epoch-offset}.
   */
  public String id() {
    return publication.id().filter(TextRules::isPrintableAscii).orElseGet(() -> "#" + position);
  }

  /** Whether its ttl is over at that time, in milliseconds since 1970. */
  public boolean isExpiredAt(long nowMillis) {
    return publication.ttl().isPresent()
        && nowMillis - timeMillis >= publication.ttl().get().toMillis();
  }

  /** The offset of its position. */
  public long offset() {
    return position.offset();
  }

  /**
   * About how many bytes of memory it holds, each text with room for two encodings: as lines of
   * text and as JSON. For limits on what is kept.
   */
  public int weightBytes() {
    long characters = publication.data().length();
    for (Topic topic : publication.topics()) {
      characters += TOPIC_OVERHEAD_CHARACTERS + topic.name().length();
    }
    characters += publication.type().map(String::length).orElse(0);
    characters += publication.id().map(String::length).orElse(0);
    return (int) Math.min(Integer.MAX_VALUE, OVERHEAD_BYTES + 3 * characters);
  }
}
