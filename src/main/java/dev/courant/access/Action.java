package dev.courant.access;

/** What a key may be trusted to allow: each is one of the actions of the Mercure protocol. */
public enum Action {
  /** Reading private events. */
  SUBSCRIBE,
  /** Publishing. */
  PUBLISH
}
