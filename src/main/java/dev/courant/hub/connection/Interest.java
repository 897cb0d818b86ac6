package dev.courant.hub.connection;

import dev.courant.access.Grant;
import dev.courant.access.MatcherParameters;
import dev.courant.event.Event;
import dev.courant.event.Matcher;
import dev.courant.event.Refusal;
import dev.courant.event.RefusedException;
import dev.courant.event.Topic;
import dev.courant.wire.Format;
import java.util.List;
import java.util.Set;

/**
 * What a connection asks for, with what rights, in which format: connections with equal interests
 * make one audience.
 *
 * @param matchers 1 to {@value MatcherParameters#MAX_MATCHERS}; an event is asked for when any
 *     matches any topic of it
 * @param grant what may be read
 * @param format how events are written
 * @param delivery how much of it is delivered
 */
public record Interest(Set<Matcher> matchers, Grant grant, Format format, Delivery delivery) {
  /**
   * An interest; the set is copied.
   *
   * @throws RefusedException ({@link Refusal#INVALID}) when there is no matcher, or too many
   */
  public Interest {
    matchers = Set.copyOf(matchers);
    if (matchers.isEmpty()) {
      throw new RefusedException(
          Refusal.INVALID, "Nothing is asked for: add match=<topic>, or match=* for every topic");
    }
    if (matchers.size() > MatcherParameters.MAX_MATCHERS) {
      throw new RefusedException(
          Refusal.INVALID,
          "A subscription has at most %d matchers".formatted(MatcherParameters.MAX_MATCHERS));
    }
  }

  /**
   * An interest in everything that the matchers ask for.
   *
   * @throws RefusedException ({@link Refusal#INVALID}) when there is no matcher, or too many
   */
  public Interest(Set<Matcher> matchers, Grant grant, Format format) {
    this(matchers, grant, format, Delivery.ALL);
  }

  /** The same with other matchers. */
  Interest asking(Set<Matcher> others) {
    return new Interest(others, grant, format, delivery);
  }

  /** The same with other rights. */
  Interest granted(Grant other) {
    return new Interest(matchers, other, format, delivery);
  }

  /** Whether the event is asked for and may be read. */
  public boolean wants(Event event) {
    return asksFor(event.publication().topics()) && grant.mayRead(event);
  }

  private boolean asksFor(List<Topic> topics) {
    return topics.stream().anyMatch(topic -> matchers.stream().anyMatch(m -> m.matches(topic)));
  }
}
