package dev.courant.access;

import dev.courant.event.Refusal;
import dev.courant.event.RefusedException;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * Cross-origin resource sharing with credentials, for exactly the origins on the list (WHATWG
 * Fetch, "CORS protocol"). It answers preflights, and sets its headers before anything behind it
 * can commit the response, so that errors carry them too.
 */
public final class CorsFilter extends HttpFilter {
  private static final long serialVersionUID = 1L;
  private static final String MAX_AGE_SECONDS = "600";

  private final transient Origins origins;

  /** A filter for these origins. */
  public CorsFilter(Origins origins) {
    this.origins = origins;
  }

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    // Whatever the answer is, a cache must not give it to a page of another origin.
    response.addHeader("Vary", "Origin");
    String origin = request.getHeader("Origin");
    boolean allowed = origin != null && origins.isAllowed(origin);
    if (allowed) {
      response.setHeader("Access-Control-Allow-Origin", origin);
      response.setHeader("Access-Control-Allow-Credentials", "true");
      response.setHeader(
          "Access-Control-Expose-Headers",
          "Link, Mercure-Last-Event-ID, Last-Event-ID, Courant-Subscriber, Retry-After,"
              + " X-Request-Id");
    }
    if (!isPreflight(request)) {
      chain.doFilter(request, response);
    } else if (allowed) {
      answerPreflight(response);
    } else {
      throw new RefusedException(
          Refusal.FOREIGN_ORIGIN, "The origin is not on the list courant.cors.origins");
    }
  }

  private static boolean isPreflight(HttpServletRequest request) {
    return request.getMethod().equals("OPTIONS")
        && request.getHeader("Origin") != null
        && request.getHeader("Access-Control-Request-Method") != null;
  }

  private static void answerPreflight(HttpServletResponse response) {
    response.setStatus(HttpServletResponse.SC_NO_CONTENT);
    response.setHeader("Access-Control-Allow-Methods", "GET, HEAD, PATCH, POST, PUT, QUERY");
    response.setHeader(
        "Access-Control-Allow-Headers",
        "Authorization, Cache-Control, Content-Type, Idempotency-Key, Last-Event-ID");
    response.setHeader("Access-Control-Max-Age", MAX_AGE_SECONDS);
  }
}
