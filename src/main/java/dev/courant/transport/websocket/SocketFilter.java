package dev.courant.transport.websocket;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Leads requests for a WebSocket through the {@link SocketDoor}, and all others past it. */
public final class SocketFilter extends HttpFilter {
  private static final long serialVersionUID = 1L;

  private final transient SocketDoor door;

  /** A filter in front of the container's own, which makes the upgrade. */
  public SocketFilter(SocketDoor door) {
    this.door = door;
  }

  /** Whether a request is one for a WebSocket of the hub. */
  public static boolean isFor(HttpServletRequest request) {
    String below = request.getPathInfo();
    return SocketDoor.PATH.equals(request.getServletPath() + (below == null ? "" : below));
  }

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    if (isFor(request)) {
      door.open(request, response, chain);
    } else {
      chain.doFilter(request, response);
    }
  }
}
