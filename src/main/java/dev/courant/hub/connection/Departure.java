package dev.courant.hub.connection;

/** Why a connection ended. Each connection ends for exactly one reason, the first that came up. */
public enum Departure {
  /** The client left, or what stands between broke: writing to it failed. */
  CLIENT_GONE,
  /** The client took nothing at all for the write-stall time while something waited for it. */
  STALLED,
  /** The application closed it: a sink or its broadcaster. */
  CLOSED_BY_APPLICATION,
  /**
   * Feeding it failed, for want of memory for example, and nobody knows what it has got. Its client
   * comes back with its cursor, which is intact.
   */
  FAILED,
  /** The hub is being stopped. */
  HUB_STOPPED
}
