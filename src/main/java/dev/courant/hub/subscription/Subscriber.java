package dev.courant.hub.subscription;

import dev.courant.access.Caller;
import dev.courant.access.MatcherText;
import dev.courant.event.Matcher;
import dev.courant.wire.Subscription;
import java.util.List;
import java.util.Set;

/** A connection as others know it: by a name that may outlast it for a while. */
final class Subscriber {
  /** Who has this may take up what another connection has left. */
  record Place(String identity, Set<Matcher> matchers) {}

  /** Something to tell others: that somebody is here, or is not any more. */
  record Change(Subscriber subscriber, boolean isHere) {}

  final String id;
  final Place place;
  final List<Subscription> subscriptions;

  // Guarded by the lock of the subscriptions.

  /** Whether it counts as being here: it is connected, or may still come back. */
  boolean present = true;

  /** Whether others were told that it is here. */
  boolean told;

  /** When its connection has ended, in nanoseconds from some origin. */
  long leftNanos;

  /** Somebody who is here; its token says what others are told about it. */
  Subscriber(String id, Place place, Caller caller) {
    this.id = id;
    this.place = place;
    this.subscriptions =
        place.matchers().stream()
            .map(MatcherText::of)
            .sorted()
            .map(m -> new Subscription(m.type(), m.text(), id, caller.payloadFor(m.text())))
            .toList();
  }
}
