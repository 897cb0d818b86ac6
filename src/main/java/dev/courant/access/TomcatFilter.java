package dev.courant.access;

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
 * What asynchronous requests need on Tomcat; on other servers it does nothing.
 *
 * <p>A {@link TomcatRequest} sees to it that nobody touches a request that has ended. And the CDI
 * contexts of a request are taken off its thread when that leaves it: Tomcat tells listeners of the
 * end of such a request when it has been completed, on whatever thread that is, so that Weld would
 * leave its contexts on the first one, and warn of them with the next request there.
 */
public final class TomcatFilter extends HttpFilter {
  private static final long serialVersionUID = 1L;
  private static final String TOMCAT = "Apache Tomcat";

  /** Where Weld leaves its listener, which is a {@link ServletRequestListener}. */
  private static final String LISTENER = "org.jboss.weld.module.web.servlet.WeldInitialListener";

  /** Weld takes no notice of the end of a request that has this. */
  private static final String ENDED =
      "org.jboss.weld.module.web.servlet.HttpContextLifecycle.request.destroyed";

  private final boolean isTomcat;

  /**
   * A filter in front of all others.
   *
   * @param serverInfo what the server says it is
   */
  public TomcatFilter(String serverInfo) {
    this.isTomcat = isTomcat(serverInfo);
  }

  /** Whether a server that says this of itself is Tomcat. */
  public static boolean isTomcat(String serverInfo) {
    return serverInfo.startsWith(TOMCAT);
  }

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    if (!isTomcat) {
      chain.doFilter(request, response);
      return;
    }
    try {
      TomcatRequest own = new TomcatRequest(request);
      chain.doFilter(own, new TomcatResponse(response, own));
    } finally {
      if (request.isAsyncStarted()) {
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
