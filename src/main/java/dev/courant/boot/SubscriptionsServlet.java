package dev.courant.boot;

import dev.courant.transport.SubscriptionsEndpoint;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** The subscriptions API, below the hub's endpoint. */
@WebServlet(urlPatterns = {SubscriptionsServlet.PATH, SubscriptionsServlet.PATH + "/*"})
public class SubscriptionsServlet extends HttpServlet {
  /** Where it is below the context path. */
  static final String PATH = ResourceMetadata.HUB + "/subscriptions";

  private static final long serialVersionUID = 1L;

  @Inject private transient SubscriptionsEndpoint subscriptions;

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    subscriptions.answer(request, response, request.getContextPath() + PATH);
  }
}
