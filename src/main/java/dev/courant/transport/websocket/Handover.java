package dev.courant.transport.websocket;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.HandshakeResponse;
import jakarta.websocket.server.HandshakeRequest;
import jakarta.websocket.server.ServerEndpointConfig;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Hands an arrival over from the request that was admitted to the WebSocket that it becomes. The
 * container makes the upgrade on the request's thread, and lets us note things there for the
 * WebSocket alone (Jakarta WebSocket 2.1, section 3.1.7); a handshake request has no attributes.
 */
final class Handover extends ServerEndpointConfig.Configurator {
  private static final String NOTE = "dev.courant.arrival";
  private static final ThreadLocal<@Nullable Arrival> AT_THE_DOOR = new ThreadLocal<>();

  private final SocketEndpoint endpoint;

  /** A handover to the one endpoint, which serves every WebSocket. */
  Handover(SocketEndpoint endpoint) {
    this.endpoint = endpoint;
  }

  /**
   * Lets the container make the upgrade.
   *
   * @return whether the arrival was taken over; if not, nobody else will look after it
   */
  boolean upgrade(
      Arrival arrival, HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    AT_THE_DOOR.set(arrival);
    try {
      chain.doFilter(request, response);
      return AT_THE_DOOR.get() == null;
    } finally {
      AT_THE_DOOR.remove();
    }
  }

  @Override
  public void modifyHandshake(
      ServerEndpointConfig config, HandshakeRequest request, HandshakeResponse response) {
    Arrival arrival = AT_THE_DOOR.get();
    if (arrival != null) {
      config.getUserProperties().put(NOTE, arrival);
      AT_THE_DOOR.remove();
    }
  }

  /** The arrival of a WebSocket that has been opened; absent if it came by another way. */
  static Optional<Arrival> of(EndpointConfig config) {
    return Optional.ofNullable(config.getUserProperties().get(NOTE))
        .filter(Arrival.class::isInstance)
        .map(Arrival.class::cast);
  }

  /** The container's check comes after ours, which has looked at the origin already. */
  @Override
  public boolean checkOrigin(String originHeaderValue) {
    return true;
  }

  @Override
  public <T> T getEndpointInstance(Class<T> endpointClass) {
    return endpointClass.cast(endpoint);
  }
}
