package dev.courant.access;

import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletRequestWrapper;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * The network connection that a request came on, as far as its server lets us at it. The Servlet
 * API has no word for what is needed here, so three servers are asked by name, by reflection; on
 * any other nothing is found, and what depends on it is left out.
 */
public final class ServerConnection {
  private static final System.Logger LOG = System.getLogger(ServerConnection.class.getName());

  private static final ServerConnection NONE = new ServerConnection(null, () -> {}, null);

  private final @Nullable Executor ioThread;
  private final Runnable cut;
  private final @Nullable Object stream;

  private ServerConnection(@Nullable Executor ioThread, Runnable cut, @Nullable Object stream) {
    this.ioThread = ioThread;
    this.cut = cut;
    this.stream = stream;
  }

  /** Finds the connection of a request, on the request's thread: servers reuse their requests. */
  public static ServerConnection of(HttpServletRequest request) {
    ServletRequest raw = innermost(request);
    // An HTTP/2 connection carries other streams, and is not ours to cut.
    boolean exclusive = request.getProtocol().startsWith("HTTP/1.");
    Object exchange = follow(raw, "getExchange");
    if (exchange != null) {
      Executor thread = follow(exchange, "getIoThread") instanceof Executor io ? io : null;
      Object undertow = exclusive ? follow(exchange, "getConnection") : null;
      return new ServerConnection(thread, () -> follow(undertow, "close"), null);
    }
    Object grizzly = follow(raw, "getUnwrappedCoyoteRequest", "getCoyoteRequest", "getContext");
    if (grizzly == null) {
      TomcatRequest tomcat = TomcatRequest.in(request);
      return tomcat == null ? NONE : new ServerConnection(null, tomcat::closeNow, null);
    }
    Object connection = exclusive ? follow(grizzly, "getConnection") : null;
    Object stream = exclusive ? null : follow(grizzly, "getCloseable");
    return new ServerConnection(null, () -> follow(connection, "terminateSilently"), stream);
  }

  /**
   * Finds the connection of a request that is about to become a WebSocket. Tomcat's request serves
   * another one afterwards, so it is not asked; there a WebSocket that is closed is cut where
   * nothing can be written.
   */
  public static ServerConnection beforeUpgrade(HttpServletRequest request) {
    return TomcatRequest.in(request) == null ? of(request) : NONE;
  }

  /**
   * The thread that everything about this connection is to be done on, where the server has one:
   * Undertow logs an error for a stream that ends on any other thread after its client has gone.
   */
  public Optional<Executor> ioThread() {
    return Optional.ofNullable(ioThread);
  }

  /**
   * Whether the client still wants what is written here, as far as is known: false when it has
   * taken back one stream (RST_STREAM) of an HTTP/2 connection that lives on. Grizzly swallows what
   * is written to such a stream, so that no heartbeat would ever tell; Undertow lets it fail.
   */
  public boolean isOpen() {
    return stream == null || !Boolean.FALSE.equals(follow(stream, "isOpen"));
  }

  /**
   * Cuts the connection, where that is possible. Completing a response is not enough for a client
   * that does not read: Payara keeps the socket, and what waits in it, for as long as the client
   * does. To be called before the response is completed: afterwards it may serve another request.
   */
  public void cut() {
    cut.run();
  }

  /** The server's own request, without the wrappers that filters have put around it. */
  static ServletRequest innermost(ServletRequest request) {
    return request instanceof ServletRequestWrapper wrapper
        ? innermost(wrapper.getRequest())
        : request;
  }

  /** What the last of these methods returns; null when there is no such thing on this server. */
  static @Nullable Object follow(@Nullable Object start, String... methods) {
    Object at = start;
    for (String method : methods) {
      if (at == null) {
        return null;
      }
      try {
        at = at.getClass().getMethod(method).invoke(at);
      } catch (ReflectiveOperationException e) {
        LOG.log(System.Logger.Level.TRACE, "Not on this server: " + method, e);
        return null;
      }
    }
    return at;
  }
}
