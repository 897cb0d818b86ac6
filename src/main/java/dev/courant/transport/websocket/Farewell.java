package dev.courant.transport.websocket;

import dev.courant.hub.connection.Departure;
import jakarta.websocket.CloseReason;
import jakarta.websocket.CloseReason.CloseCode;
import jakarta.websocket.CloseReason.CloseCodes;

/** How a client is told why its WebSocket ends: a close code (RFC 6455, section 7.4) and words. */
final class Farewell {
  /** "Unauthorized", in the registry of close codes that RFC 6455, section 11.7, has begun. */
  static final int UNAUTHORIZED = 3000;

  private Farewell() {}

  /** The close reason of a departure. */
  static CloseReason of(Departure why) {
    return switch (why) {
      case CLIENT_GONE -> reason(CloseCodes.NORMAL_CLOSURE, "");
      case STALLED -> reason(CloseCodes.VIOLATED_POLICY, "nothing was read for too long");
      case CLOSED_BY_APPLICATION -> reason(CloseCodes.NORMAL_CLOSURE, "closed by the application");
      case FAILED -> reason(CloseCodes.UNEXPECTED_CONDITION, "could not be fed: come back");
      case SIGNED_OUT -> reason(CloseCodes.VIOLATED_POLICY, "signed out");
      case TOKEN_EXPIRED -> reason(CloseCodes.getCloseCode(UNAUTHORIZED), "the token expires");
      case REVOKED -> reason(CloseCodes.VIOLATED_POLICY, "revoked");
      case DISMISSED -> reason(CloseCodes.SERVICE_RESTART, "ended by an operator");
      case UNRULY -> reason(CloseCodes.VIOLATED_POLICY, "too many orders, or too bad ones");
      case MAX_AGE -> reason(CloseCodes.SERVICE_RESTART, "old enough: come back");
      case HISTORY_CHANGED -> reason(CloseCodes.SERVICE_RESTART, "history has changed: come back");
      case HUB_STOPPED -> reason(CloseCodes.GOING_AWAY, "the hub is being stopped");
    };
  }

  /** The close reason of somebody who is not taken in just now. */
  static CloseReason notNow() {
    return reason(CloseCodes.TRY_AGAIN_LATER, "not now: come back a little later");
  }

  private static CloseReason reason(CloseCode code, String words) {
    return new CloseReason(code, words);
  }
}
