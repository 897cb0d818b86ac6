package dev.courant.it.app;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Deque;
import java.util.concurrent.ConcurrentLinkedDeque;

/**
 * Tells which cookies the server has seen: the {@code Cookie} headers of the newest requests for
 * the clock's stream that were let in, one a line, at {@code /test/cookies}.
 */
@WebFilter(
    urlPatterns = {"/api/sse", "/test/cookies"},
    asyncSupported = true)
public class CookieWitness extends HttpFilter {
  private static final long serialVersionUID = 1L;
  private static final int MAX_SEEN = 100;

  private final transient Deque<String> seen = new ConcurrentLinkedDeque<>();

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    if (request.getServletPath().startsWith("/test/")) {
      response.setContentType("text/plain;charset=utf-8");
      response.getOutputStream().write(String.join("\n", seen).getBytes(UTF_8));
      return;
    }
    String cookies = request.getHeader("Cookie");
    if (cookies != null) {
      seen.add(cookies);
      if (seen.size() > MAX_SEEN) {
        seen.poll();
      }
    }
    chain.doFilter(request, response);
  }
}
