package dev.courant.boot;

import dev.courant.event.RefusedException;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * Gives every request a name, and writes a line with it for each that fails: the server, which
 * answers those, does not know it.
 */
final class RequestIdFilter extends HttpFilter {
  private static final long serialVersionUID = 1L;
  private static final System.Logger LOG = System.getLogger(RequestIdFilter.class.getName());

  /** So much of a path is written. */
  private static final int PATH_MAX_CHARS = 256;

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    RequestId.give(request, response);
    try {
      chain.doFilter(request, response);
      if (response.getStatus() == HttpServletResponse.SC_INTERNAL_SERVER_ERROR) {
        // JAX-RS answers so what its resources throw.
        tell(request, "answered 500");
      }
    } catch (RefusedException committedAlready) {
      throw committedAlready;
    } catch (ServletException | RuntimeException | Error e) {
      // What it was in detail, the server writes. A client that has gone is no failure.
      tell(request, e.toString());
      throw e;
    }
  }

  private static void tell(HttpServletRequest request, String how) {
    LOG.log(
        System.Logger.Level.ERROR,
        "Request {0} has failed: {1} {2}: {3}",
        RequestId.of(request).orElse(""),
        printable(request.getMethod()),
        printable(request.getRequestURI()),
        printable(how));
  }

  /** On one line whatever a client has sent, and without its query, where a token may stand. */
  static String printable(String text) {
    StringBuilder line = new StringBuilder();
    text.codePoints()
        .limit(PATH_MAX_CHARS)
        .forEach(
            c -> {
              int type = Character.getType(c);
              if (type == Character.CONTROL
                  || type == Character.FORMAT
                  || type == Character.LINE_SEPARATOR
                  || type == Character.PARAGRAPH_SEPARATOR) {
                line.append("\\u%04X".formatted(c));
              } else {
                line.appendCodePoint(c);
              }
            });
    return line.toString();
  }
}
