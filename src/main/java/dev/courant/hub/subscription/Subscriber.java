package dev.courant.hub.subscription;

import dev.courant.access.Caller;
import dev.courant.access.MatcherText;
import dev.courant.event.Matcher;
import dev.courant.wire.Subscription;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** A connection as others know it: by a name that may outlast it for a while. */
final class Subscriber {
  /**
   * Who has the same may take up what another connection has left.
   *
   * @param identity who it is; empty where nobody knows, and then no other is the same
   * @param payloads what its token says about each subscription: others were told that as well
   */
  record Place(String identity, Set<Matcher> matchers, List<Optional<String>> payloads) {
    boolean isOfNobody() {
      return identity.isEmpty();
    }
  }

  /** How telling a change has ended. */
  enum Telling {
    DONE,
    NOT_DONE,
    /** It was tried, and no answer has come. */
    UNKNOWN
  }

  /**
   * Something to tell others: that somebody is here, or is not any more.
   *
   * @param word the name of the word that is left of it
   */
  record Change(Subscriber subscriber, boolean isHere, String word) {}

  final String id;
  final Place place;
  final List<Subscription> subscriptions;

  // Guarded by the lock of the subscriptions.

  /** Whether it counts as being here: it is connected, or may still come back. */
  boolean present = true;

  /** Whether others were told that it is here. */
  boolean told;

  /** Whether that was tried, and nobody knows how it has ended. */
  boolean perhapsTold;

  /** What tells this telling from all others; another one when it has to be told again. */
  String word = UUID.randomUUID().toString();

  /** When its connection has ended, in nanoseconds from some origin. */
  long leftNanos;

  /** A caller that asks for this, under a name that is new. */
  Subscriber(Caller caller, Set<Matcher> matchers) {
    this("urn:uuid:" + UUID.randomUUID(), caller, matchers);
  }

  /** The same under a name that it has already. */
  Subscriber(String id, Caller caller, Set<Matcher> matchers) {
    this.id = id;
    this.subscriptions =
        matchers.stream()
            .map(MatcherText::of)
            .sorted()
            .map(m -> new Subscription(m.type(), m.text(), id, caller.payloadFor(m.text())))
            .toList();
    // Two tokens of one issuer that do not say whose they are may be two people's.
    String identity = caller.subject().isEmpty() ? "" : caller.identity();
    this.place =
        new Place(identity, matchers, subscriptions.stream().map(Subscription::payload).toList());
  }

  /** What there is to tell of it now. */
  Change change() {
    return new Change(this, present, word);
  }

  /** Whether others know how it is. */
  boolean isKnown() {
    return present ? told : !told && !perhapsTold;
  }

  /**
   * Notes how the telling of a change of it has ended.
   *
   * @return whether that is still of interest: it may have to be told again by now
   */
  boolean note(Change change, Telling how) {
    boolean isCurrent = change.word().equals(word);
    if (isCurrent) {
      told = change.isHere() == (how == Telling.DONE);
      perhapsTold &= how != Telling.DONE;
      perhapsTold |= how == Telling.UNKNOWN && change.isHere();
    }
    return isCurrent;
  }

  /** It has to be told again, with another word; the one before is not needed any more. */
  String begin() {
    String before = word;
    word = UUID.randomUUID().toString();
    told = false;
    perhapsTold = false;
    return before;
  }
}
