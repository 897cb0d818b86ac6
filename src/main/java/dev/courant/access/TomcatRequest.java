package dev.courant.access;

import jakarta.servlet.ServletRequest;
import java.lang.reflect.Field;
import org.jspecify.annotations.Nullable;

/**
 * A request of Tomcat's, which can be told to end without another byte. What is asked is not
 * public: where Tomcat changes it, nothing is found and nothing ends early. Any thread may call it.
 */
final class TomcatRequest {
  private static final System.Logger LOG = System.getLogger(TomcatRequest.class.getName());
  private static final String FACADE = "org.apache.catalina.connector.RequestFacade";
  private static final String ACTION = "org.apache.coyote.ActionCode";

  private final ServletRequest facade;

  /** Guarded by this. */
  private boolean isOver;

  /** A request, perhaps of another server; then there is nothing that it can do. */
  TomcatRequest(ServletRequest raw) {
    this.facade = raw;
  }

  static boolean isOne(ServletRequest raw) {
    return raw.getClass().getName().equals(FACADE);
  }

  /**
   * Closes the connection (over HTTP/2, the stream) at once, and has Tomcat end the request on a
   * thread of its own. Completing it is not enough: Tomcat then keeps a thread waiting for the
   * client to take what it has not read, for 20 seconds by default. Nothing is done when the
   * request has ended already, since it may serve another client then: Tomcat has emptied the
   * facade.
   */
  synchronized void closeNow() {
    Object coyote = isOver ? null : ServerConnection.follow(served(), "getCoyoteRequest");
    if (coyote == null) {
      return;
    }
    try {
      Class<?> codes = Class.forName(ACTION, false, coyote.getClass().getClassLoader());
      coyote
          .getClass()
          .getMethod("action", codes, Object.class)
          .invoke(coyote, codes.getField("CLOSE_NOW").get(null), null);
    } catch (ReflectiveOperationException e) {
      LOG.log(System.Logger.Level.DEBUG, "Tomcat does not end a request this way", e);
    }
  }

  /** Tomcat itself is about to end it. Once this has returned, it is not touched any more. */
  synchronized void over() {
    isOver = true;
  }

  private @Nullable Object served() {
    if (!isOne(facade)) {
      return null;
    }
    try {
      Field request = facade.getClass().getDeclaredField("request");
      request.setAccessible(true);
      return request.get(facade);
    } catch (ReflectiveOperationException | RuntimeException e) {
      LOG.log(System.Logger.Level.DEBUG, "Tomcat does not show its request", e);
      return null;
    }
  }
}
