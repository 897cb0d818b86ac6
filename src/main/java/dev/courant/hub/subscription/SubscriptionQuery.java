package dev.courant.hub.subscription;

import dev.courant.wire.Subscription;
import java.util.Optional;

/**
 * Which subscriptions are asked for; what is absent may be anything.
 *
 * @param matchType the type of the matcher
 * @param match the matcher as it was asked for
 * @param subscriber the name of the connection
 */
public record SubscriptionQuery(
    Optional<String> matchType, Optional<String> match, Optional<String> subscriber) {
  /** Whether the subscription is asked for. */
  public boolean asksFor(Subscription subscription) {
    return isAny(matchType, subscription.matchType())
        && isAny(match, subscription.match())
        && isAny(subscriber, subscription.subscriber());
  }

  private static boolean isAny(Optional<String> asked, String is) {
    return asked.isEmpty() || asked.get().equals(is);
  }
}
