package dev.courant.boot;

import dev.courant.access.FormFields;
import dev.courant.event.Refusal;
import dev.courant.event.RefusedException;
import dev.courant.intake.PublishEndpoint;
import dev.courant.transport.Question;
import dev.courant.transport.StreamEndpoint;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** The hub's own endpoint: one URL, where one reads and the other writes. */
@WebServlet(urlPatterns = ResourceMetadata.HUB, asyncSupported = true)
public class HubServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;
  private static final String METHODS = "GET, HEAD, POST, QUERY, OPTIONS";

  // Both are proxies: Payara makes the servlet before any filter runs, even where a filter is to
  // answer that there is no hub.
  @Inject private transient StreamEndpoint streams;
  @Inject private transient PublishEndpoint publishing;

  /** The dispatch of {@link HttpServlet} knows no method QUERY, and answers TRACE. */
  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    switch (request.getMethod()) {
      case "GET", Question.METHOD -> streams.subscribe(request, response);
      case "HEAD" -> streams.describe(request, response);
      case "POST" -> publishing.publish(request, response);
      case "OPTIONS" -> {
        response.setHeader("Allow", METHODS);
        // RFC 10008: what a body of QUERY may be.
        response.setHeader("Accept-Query", FormFields.MEDIA_TYPE);
      }
      default -> {
        response.setHeader("Allow", METHODS);
        throw new RefusedException(
            Refusal.METHOD_NOT_ALLOWED, "There are the methods %s".formatted(METHODS));
      }
    }
  }
}
