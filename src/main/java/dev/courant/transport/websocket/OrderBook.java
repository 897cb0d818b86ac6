package dev.courant.transport.websocket;

import dev.courant.access.Authentication;
import dev.courant.access.FormFields;
import dev.courant.access.MatcherParameters;
import dev.courant.event.Matcher;
import dev.courant.event.Matchers;
import dev.courant.event.Refusal;
import dev.courant.event.RefusedException;
import dev.courant.hub.Hub;
import dev.courant.hub.connection.Connection;
import java.util.Set;

/**
 * Carries out orders. May wait for a pump, or for the keys of an issuer, so it is called on threads
 * that have the time.
 */
final class OrderBook {
  private final Hub hub;
  private final Authentication authentication;
  private final Matchers matchers;

  OrderBook(Hub hub, Authentication authentication, Matchers matchers) {
    this.hub = hub;
    this.authentication = authentication;
    this.matchers = matchers;
  }

  /**
   * Does what the client of a connection wants.
   *
   * @return the answer
   * @throws RefusedException when it is not done; then nothing has changed
   */
  String carryOut(Connection connection, String message) {
    Order order = Order.read(message);
    if (order instanceof Order.Subscribe more) {
      hub.standings().change(connection, in(more.matchers()), Set.of());
      return SocketMessages.done("subscribed");
    } else if (order instanceof Order.Unsubscribe less) {
      hub.standings().change(connection, Set.of(), in(less.matchers()));
      return SocketMessages.done("unsubscribed");
    } else if (order instanceof Order.Renew renewal) {
      hub.standings().renew(connection.id(), authentication.callerOf(renewal.token()));
      return SocketMessages.done("renewed");
    }
    throw new IllegalStateException("Not an order: " + order);
  }

  private Set<Matcher> in(FormFields fields) {
    Set<Matcher> found = MatcherParameters.in(fields, matchers);
    if (found.isEmpty()) {
      throw new RefusedException(
          Refusal.INVALID, "No matcher is named: {\"match\":[\"/news\"]} for example");
    }
    return found;
  }
}
