package dev.courant.hub.connection;

import dev.courant.access.Caller;
import dev.courant.access.PatternBudget;
import dev.courant.event.Matcher;
import dev.courant.event.Refusal;
import dev.courant.event.RefusedException;
import java.util.HashSet;
import java.util.Set;

/**
 * Whose a connection is, what it asks for, and how long it may. Who it is does not belong to the
 * interest, so that connections of different callers with equal rights make one audience. An
 * immutable value: a token that is renewed gives a connection another one, and so does a change of
 * what is asked for.
 *
 * @param caller who it belongs to
 * @param interest what it asks for, with the rights of the caller
 * @param lifetime when it ends by itself
 */
public record Standing(Caller caller, Interest interest, Lifetime lifetime) {
  /**
   * The same connection, when it asks for other things.
   *
   * @param added what it asks for beside what it has asked for
   * @param removed what it asks for no more
   * @throws RefusedException ({@link Refusal#INVALID}) when that is nothing, or too much
   */
  public Standing asking(Set<Matcher> added, Set<Matcher> removed) {
    Set<Matcher> matchers = new HashSet<>(interest.matchers());
    matchers.removeAll(removed);
    matchers.addAll(added);
    var budget = new PatternBudget("a subscription");
    matchers.forEach(budget::spend);
    return new Standing(caller, interest.asking(matchers), lifetime);
  }

  /** The same connection with another token. */
  public Standing renewed(Caller newCaller, Lifetime newLifetime) {
    return new Standing(newCaller, interest.granted(newCaller.grant().forReading()), newLifetime);
  }
}
