package dev.courant.transport.websocket;

import dev.courant.access.ServerConnection;
import dev.courant.event.RefusedException;
import dev.courant.hub.connection.Connection;

/** Somebody whose connection is about to become a WebSocket. */
sealed interface Arrival {
  /**
   * It was taken in by the hub.
   *
   * @param connection where the hub feeds it already; what is offered waits
   * @param server the network connection
   */
  record Admitted(Connection connection, ServerConnection server) implements Arrival {}

  /**
   * It was not, and is told so by a close code: a page cannot see with what status the upgrade was
   * refused.
   *
   * @param refused why
   * @param server the network connection
   */
  record TurnedAway(RefusedException refused, ServerConnection server) implements Arrival {}
}
