package dev.courant.access.token;

import dev.courant.access.Administration;
import dev.courant.access.MatcherText;
import java.time.Duration;
import java.util.List;

/**
 * What a token of this hub is to say.
 *
 * @param subject whom it is for
 * @param subscribe the topics whose private events may be read
 * @param publish the topics that may be published on
 * @param administration how far the hub may be looked after
 * @param lifetime from now on
 */
public record TokenOrder(
    String subject,
    List<MatcherText> subscribe,
    List<MatcherText> publish,
    Administration administration,
    Duration lifetime) {
  /** An order; the lists are copied. */
  public TokenOrder {
    subscribe = List.copyOf(subscribe);
    publish = List.copyOf(publish);
  }
}
