package dev.courant.hub.subscription;

import dev.courant.wire.SubscriptionFormat;
import java.time.Duration;
import java.util.List;

/**
 * What is told when a subscription begins or ends.
 *
 * @param formats in which formats; nothing is told where there is none
 * @param grace how long somebody who has left may stay away before that counts as leaving
 */
public record SubscriptionEvents(List<SubscriptionFormat> formats, Duration grace) {
  /** Nothing is told. */
  public static final SubscriptionEvents NONE = new SubscriptionEvents(List.of(), Duration.ZERO);

  /** What is told; the list is copied. */
  public SubscriptionEvents {
    formats = List.copyOf(formats);
  }

  /** Whether anything is told. */
  public boolean enabled() {
    return !formats.isEmpty();
  }
}
