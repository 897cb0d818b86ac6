package dev.courant.event;

import java.util.Locale;

/** The topics on which the hub speaks about itself, wherever it is: nobody else may use them. */
public final class HubTopics {
  /** How the hub stands, each second while somebody listens who may look after it. */
  public static final Topic SAMPLE = new Topic("urn:courant:hub:sample");

  private static final String PREFIX = "urn:courant:hub:";

  private HubTopics() {}

  /** Whether a topic is one of them, however its letters are written (RFC 8141, section 3). */
  public static boolean isOne(Topic topic) {
    return topic.name().toLowerCase(Locale.ROOT).startsWith(PREFIX);
  }
}
