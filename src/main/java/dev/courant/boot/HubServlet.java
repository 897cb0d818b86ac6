package dev.courant.boot;

import dev.courant.intake.PublishEndpoint;
import dev.courant.transport.StreamEndpoint;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** The hub's own endpoint: one URL, where one reads and the other writes. */
@WebServlet(urlPatterns = "/.well-known/mercure", asyncSupported = true)
public class HubServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;

  // Both are proxies: Payara makes the servlet before any filter runs, even where a filter is to
  // answer that there is no hub.
  @Inject private transient StreamEndpoint streams;
  @Inject private transient PublishEndpoint publishing;

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    streams.subscribe(request, response);
  }

  @Override
  protected void doHead(HttpServletRequest request, HttpServletResponse response) {
    streams.describe(request, response);
  }

  @Override
  protected void doPost(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    publishing.publish(request, response);
  }
}
