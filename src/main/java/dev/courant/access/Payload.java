package dev.courant.access;

import dev.courant.event.Matcher;
import dev.courant.event.Topic;
import java.util.Optional;
import java.util.Set;

/**
 * What one part of a token says about its bearer, for those who may look at subscriptions (Mercure
 * draft 08, "Authorization": the member {@code payload}).
 *
 * @param topics the subscriptions that it is attached to
 * @param json a JSON value, as text; absent when that part says nothing
 */
public record Payload(Set<Matcher> topics, Optional<String> json) {
  /** A payload; the set is copied. */
  public Payload {
    topics = Set.copyOf(topics);
  }

  /** Whether it belongs to a subscription that was asked for with this text. */
  boolean concerns(String match) {
    boolean everything = topics.contains(Matcher.Everything.INSTANCE);
    if (everything || match.equals(Matcher.WILDCARD)) {
      return everything;
    }
    Topic topic = new Topic(match);
    return topics.stream().anyMatch(m -> m.matches(topic));
  }
}
