package dev.courant.boot;

import dev.courant.event.Refusal;
import dev.courant.event.RefusedException;
import dev.courant.transport.PollEndpoint;
import dev.courant.transport.Question;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * Polling and long-polling. A servlet and no resource: JAX-RS writes an answer on the thread that
 * gives it, and waits there for a slow client.
 */
@WebServlet(urlPatterns = PollServlet.PATH, asyncSupported = true)
public class PollServlet extends HttpServlet {
  /** Where it is below the context path. */
  static final String PATH = "/api/poll";

  private static final long serialVersionUID = 1L;
  private static final String METHODS = "GET, QUERY, OPTIONS";

  @Inject private transient PollEndpoint polls;

  /** The dispatch of {@link HttpServlet} knows no method QUERY. */
  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    switch (request.getMethod()) {
      case "GET", Question.METHOD -> polls.poll(request, response);
      case "OPTIONS" -> response.setHeader("Allow", METHODS);
      default -> {
        response.setHeader("Allow", METHODS);
        throw new RefusedException(
            Refusal.METHOD_NOT_ALLOWED, "There are the methods %s".formatted(METHODS));
      }
    }
  }
}
