package dev.courant.hub.connection;

import dev.courant.access.Caller;

/**
 * Whose a connection is, what it asks for, and how long it may. Who it is does not belong to the
 * interest, so that connections of different callers with equal rights make one audience. An
 * immutable value: a token that is renewed gives a connection another one.
 *
 * @param caller who it belongs to
 * @param interest what it asks for, with the rights of the caller
 * @param lifetime when it ends by itself
 */
public record Standing(Caller caller, Interest interest, Lifetime lifetime) {
  /** The same connection with another token. */
  public Standing renewed(Caller newCaller, Lifetime newLifetime) {
    return new Standing(
        newCaller,
        new Interest(interest.matchers(), newCaller.grant(), interest.format()),
        newLifetime);
  }
}
