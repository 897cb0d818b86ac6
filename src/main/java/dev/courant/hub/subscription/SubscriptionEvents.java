package dev.courant.hub.subscription;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.courant.event.Refusal;
import dev.courant.event.RefusedException;
import dev.courant.event.Topic;
import dev.courant.wire.Subscription;
import dev.courant.wire.SubscriptionFormat;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

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

  /**
   * Refuses what could not be told of: encoded, what somebody asks for may be longer than a topic
   * may be, and who listens unseen is not what others expect who are told of listeners.
   *
   * @param hubPath the path of the hub's public URL
   * @throws RefusedException ({@link Refusal#INVALID}) when the topic of one would be too long, or
   *     what the token says about it is no text
   */
  void requireTellable(String hubPath, List<Subscription> subscriptions) {
    for (SubscriptionFormat format : formats) {
      for (Subscription subscription : subscriptions) {
        requireText(format.document(hubPath, subscription, true, Optional.empty()));
        int bytes = format.path(hubPath, subscription).length();
        if (bytes > Topic.MAX_BYTES) {
          throw new RefusedException(
              Refusal.INVALID,
              "What is asked for is too long: the topic of the events about that would have %,d bytes, and at most %,d are allowed"
                  .formatted(bytes, Topic.MAX_BYTES));
        }
      }
    }
  }

  private static void requireText(String document) {
    if (!UTF_8.newEncoder().canEncode(document)) {
      throw new RefusedException(
          Refusal.INVALID,
          "What the token says about the subscription is not well-formed Unicode: half of a surrogate pair is in it");
    }
  }

  /** Whether anything is told. */
  public boolean enabled() {
    return !formats.isEmpty();
  }
}
