package dev.courant.hub.connection;

import dev.courant.wire.Notice;
import java.util.Optional;

/** Why a connection ended. Each connection ends for exactly one reason, the first that came up. */
public enum Departure {
  /** The client left, or what stands between broke: writing to it failed. */
  CLIENT_GONE,
  /** The client took nothing at all for the write-stall time while something waited for it. */
  STALLED,
  /** It was closed from our side: a sink or its broadcaster was, or a poll has its answer. */
  CLOSED_BY_APPLICATION,
  /**
   * Feeding it failed, for want of memory for example, and nobody knows what it has got. Its client
   * comes back with its cursor, which is intact.
   */
  FAILED,
  /** The client kept on giving orders that are none, or more of them than it may. */
  UNRULY,
  /** The sign-in that it was opened by is over: its session was ended, or has expired. */
  SIGNED_OUT("signed-out"),
  /** Its token is about to expire, and was not renewed. Its client may come back with another. */
  TOKEN_EXPIRED("token-expired"),
  /** Its token, or all of its subject, was revoked. */
  REVOKED("revoked"),
  /** An operator has ended it. Its client may come back, or is told then that it may not. */
  DISMISSED,
  /** It was as old as a stream may become. Its client comes back at once. */
  MAX_AGE,
  /**
   * The store was put back to an earlier state. Its client comes back, and is told what is lost.
   */
  HISTORY_CHANGED,
  /** The hub is being stopped. */
  HUB_STOPPED;

  /** In a word, for the client; empty where it is told nothing. */
  private final String reason;

  Departure() {
    this("");
  }

  Departure(String reason) {
    this.reason = reason;
  }

  /**
   * What a client is told at its end, if there is room for it at once: where its rights have ended.
   * It would come back by itself, with fewer rights, and not know. In all other cases it had better
   * just come back, or cannot be told.
   */
  public Optional<Notice> notice() {
    return reason.isEmpty() ? Optional.empty() : Optional.of(Notice.ended(reason));
  }
}
