package dev.courant.transport.websocket;

import dev.courant.access.Authentication;
import dev.courant.access.Caller;
import dev.courant.access.FormFields;
import dev.courant.access.LastEventId;
import dev.courant.access.MatcherParameters;
import dev.courant.access.Proxies;
import dev.courant.access.ServerConnection;
import dev.courant.event.Matchers;
import dev.courant.event.Refusal;
import dev.courant.event.RefusedException;
import dev.courant.hub.Admission;
import dev.courant.hub.Cursor;
import dev.courant.hub.Hub;
import dev.courant.hub.connection.Delivery;
import dev.courant.hub.connection.Departure;
import dev.courant.hub.connection.Interest;
import dev.courant.hub.connection.Transport;
import dev.courant.hub.connection.Visitor;
import dev.courant.wire.Format;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.websocket.DeploymentException;
import jakarta.websocket.server.ServerContainer;
import jakarta.websocket.server.ServerEndpointConfig;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Takes subscriptions in that are to go out by WebSocket. All that can be refused is refused before
 * the upgrade, as an HTTP request is. Called on request threads.
 */
@ApplicationScoped
public class SocketDoor {
  /** Where it is below the context path. */
  public static final String PATH = "/ws";

  /** How what is fed to a WebSocket is written: its lines are the messages. */
  static final Format FORMAT = Format.JSON_LINES;

  @Inject private Hub hub;
  @Inject private Authentication authentication;
  @Inject private Matchers matchers;
  @Inject private Proxies proxies;
  @Inject private SocketThreads threads;

  private @Nullable Handover handover;

  @PostConstruct
  void prepare() {
    OrderBook orders = new OrderBook(hub, authentication, matchers);
    handover = new Handover(new SocketEndpoint(orders, threads));
  }

  /**
   * Makes the container ready to upgrade requests; to be called while the application starts.
   *
   * @throws DeploymentException when another endpoint of the application has that path
   */
  public void addTo(ServerContainer container) throws DeploymentException {
    container.addEndpoint(
        ServerEndpointConfig.Builder.create(SocketEndpoint.class, PATH)
            .configurator(handover())
            .build());
  }

  /**
   * Admits the sender of a request, and lets the container upgrade it.
   *
   * @param chain leads to the container's own filter, which makes the upgrade
   * @throws RefusedException when the subscription is not accepted; nothing has been sent then
   */
  public void open(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    Upgrade.require(request, response);
    Caller caller = authentication.socketCallerOf(request);
    FormFields query = FormFields.ofQuery(request);
    Cursor cursor = Cursor.parse(LastEventId.of(request, query));
    Interest interest =
        new Interest(
            MatcherParameters.in(query, matchers),
            caller.grant().forReading(),
            FORMAT,
            Delivery.in(query));
    Admission admission;
    try {
      admission =
          hub.connect(
              new Visitor(caller, proxies.clientOf(request), Transport.WEBSOCKET),
              interest,
              cursor);
    } catch (RefusedException refused) {
      if (!refused.refusal().isTemporary() || !Upgrade.isFromPage(request)) {
        throw refused;
      }
      turnAway(refused, request, response, chain);
      return;
    }
    admit(admission, request, response, chain);
  }

  private void admit(
      Admission admission,
      HttpServletRequest request,
      HttpServletResponse response,
      FilterChain chain)
      throws IOException, ServletException {
    boolean isTakenOver = false;
    try {
      admission.lastEventId().ifPresent(id -> response.setHeader("Mercure-Last-Event-ID", id));
      response.setHeader("Courant-Subscriber", admission.connection().id());
      Arrival arrival =
          new Arrival.Admitted(admission.connection(), ServerConnection.beforeUpgrade(request));
      isTakenOver = handover().upgrade(arrival, request, response, chain);
    } finally {
      if (!isTakenOver) {
        admission.connection().depart(Departure.CLIENT_GONE);
      }
    }
  }

  /**
   * A page cannot see the status of a refused upgrade, and would not know that it may come back.
   */
  private void turnAway(
      RefusedException refused,
      HttpServletRequest request,
      HttpServletResponse response,
      FilterChain chain)
      throws IOException, ServletException {
    var arrival = new Arrival.TurnedAway(refused, ServerConnection.beforeUpgrade(request));
    if (!handover().upgrade(arrival, request, response, chain) && !response.isCommitted()) {
      throw refused;
    }
  }

  private Handover handover() {
    if (handover == null) {
      throw new RefusedException(Refusal.NOT_STARTED, "The hub has not been started");
    }
    return handover;
  }
}
