package dev.courant.boot;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequestEvent;
import jakarta.servlet.ServletRequestListener;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * Takes the CDI contexts of an asynchronous request off its thread when that leaves it. Other
 * servers do it themselves. Tomcat tells listeners of the end of such a request when it has been
 * completed, on whatever thread that is: Weld, which Courant brings along there, would leave its
 * contexts on the first thread, and warn of them with the next request that it serves.
 */
final class AsyncLeaveFilter extends HttpFilter {
  private static final long serialVersionUID = 1L;

  /** Where Weld leaves its listener, which is a {@link ServletRequestListener}. */
  private static final String LISTENER = "org.jboss.weld.module.web.servlet.WeldInitialListener";

  /** Weld takes no notice of the end of a request that has this. */
  private static final String ENDED =
      "org.jboss.weld.module.web.servlet.HttpContextLifecycle.request.destroyed";

  private final boolean isTomcat;

  AsyncLeaveFilter(String serverInfo) {
    this.isTomcat = ListeningPort.isTomcat(serverInfo);
  }

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    try {
      chain.doFilter(request, response);
    } finally {
      if (isTomcat && request.isAsyncStarted()) {
        leave(request);
      }
    }
  }

  private static void leave(HttpServletRequest request) {
    ServletContext context = request.getServletContext();
    if (context.getAttribute(LISTENER) instanceof ServletRequestListener weld) {
      weld.requestDestroyed(new ServletRequestEvent(context, request));
      request.setAttribute(ENDED, true);
    }
  }
}
