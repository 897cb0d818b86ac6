package dev.courant.jaxrs;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * Frames each request, so that a sink is fed from the moment on that its resource method has
 * returned and no earlier: RESTEasy loses events that are sent while the method runs.
 */
public final class RequestFrameFilter extends HttpFilter {
  private static final long serialVersionUID = 1L;

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    RequestFrame frame = RequestFrame.enter(request, response);
    try {
      chain.doFilter(request, response);
    } finally {
      frame.leave();
    }
  }
}
