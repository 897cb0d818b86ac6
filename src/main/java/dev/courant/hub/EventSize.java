package dev.courant.hub;

import dev.courant.event.Publication;
import dev.courant.event.Refusal;
import dev.courant.event.RefusedException;
import java.nio.charset.StandardCharsets;

/**
 * How large an event may be. An immutable value.
 *
 * @param maxBytes how many bytes of UTF-8 its data may have
 */
record EventSize(int maxBytes) {
  /** No character has more in UTF-8, for each {@code char} that it is in Java. */
  private static final int MAX_BYTES_PER_CHAR = 3;

  /**
   * Refuses what is larger.
   *
   * @throws RefusedException ({@link Refusal#TOO_LARGE}) when it is
   */
  void require(Publication publication) {
    // Only text of more than a third of the limit can exceed it: so most are not measured.
    if (publication.data().length() > maxBytes / MAX_BYTES_PER_CHAR
        && publication.data().getBytes(StandardCharsets.UTF_8).length > maxBytes) {
      throw new RefusedException(
          Refusal.TOO_LARGE, "The data of an event has at most %,d bytes".formatted(maxBytes));
    }
  }
}
