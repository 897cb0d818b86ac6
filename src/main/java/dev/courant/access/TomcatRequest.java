package dev.courant.access;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletRequestWrapper;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.IOException;
import java.lang.reflect.Field;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A request of Tomcat's. Tomcat uses what belongs to one for the next one as soon as it has ended,
 * and ends one by itself, on another thread, when a write has failed: while whoever wrote is still
 * on his way out of Tomcat, and before he would complete it. Both would be done to the request of
 * another client. So Tomcat, which tells its listeners first, is kept waiting until nobody is using
 * the request; afterwards nobody can. And it can be told to end without another byte: by what is
 * not public, so that nothing ends early where Tomcat changes it. Any thread may call it.
 */
final class TomcatRequest extends HttpServletRequestWrapper {
  private static final System.Logger LOG = System.getLogger(TomcatRequest.class.getName());
  private static final String ACTION = "org.apache.coyote.ActionCode";

  private final ServletRequest facade;
  private @Nullable AsyncContext guarded;

  /** Held by who uses the request, or what belongs to it; Tomcat may have locked the socket. */
  private final ReentrantLock using = new ReentrantLock();

  /** Guarded by that. */
  private boolean isOver;

  /** Something with a stream. */
  interface Use {
    void run() throws IOException;
  }

  TomcatRequest(HttpServletRequest request) {
    super(request);
    this.facade = ServerConnection.innermost(request);
  }

  /** The one that was put around a request; null on another server. */
  static @Nullable TomcatRequest in(ServletRequest request) {
    ServletRequest at = request;
    while (at instanceof ServletRequestWrapper wrapper && !(at instanceof TomcatRequest)) {
      at = wrapper.getRequest();
    }
    return at instanceof TomcatRequest tomcat ? tomcat : null;
  }

  @Override
  public AsyncContext startAsync() {
    return guard(super.startAsync());
  }

  @Override
  public AsyncContext startAsync(ServletRequest request, ServletResponse response) {
    return guard(super.startAsync(request, response));
  }

  @Override
  public AsyncContext getAsyncContext() {
    return guarded == null ? super.getAsyncContext() : guarded;
  }

  private AsyncContext guard(AsyncContext started) {
    AsyncContext context = new TomcatAsync(started, this);
    guarded = context;
    return context;
  }

  /** Uses it. */
  void use(Use use) throws IOException {
    using.lock();
    try {
      if (isOver) {
        throw new IOException("The request has ended");
      }
      use.run();
    } finally {
      using.unlock();
    }
  }

  /**
   * Asks something about it; once it has ended, everything is so: trying it tells that it failed.
   */
  boolean ask(BooleanSupplier question) {
    using.lock();
    try {
      return isOver || question.getAsBoolean();
    } finally {
      using.unlock();
    }
  }

  /** Tomcat is ending it. Once this has returned, nobody uses it any more. */
  void over() {
    using.lock();
    try {
      isOver = true;
    } finally {
      using.unlock();
    }
  }

  /** Completes it, unless it ends by itself. */
  void complete(AsyncContext started) {
    using.lock();
    try {
      AtomicBoolean hasFailed = new AtomicBoolean(isOver);
      if (!isOver) {
        act("IS_ERROR", hasFailed);
      }
      if (!hasFailed.get()) {
        started.complete();
      }
    } finally {
      using.unlock();
    }
  }

  /**
   * Closes the connection (over HTTP/2, the stream) at once, and has Tomcat end the request on a
   * thread of its own. Completing it is not enough: Tomcat then keeps a thread waiting for the
   * client to take what it has not read, for 20 seconds by default. Where a write is waiting for
   * that already, it is left to end.
   */
  void closeNow() {
    if (using.tryLock()) {
      try {
        if (!isOver) {
          act("CLOSE_NOW", null);
        }
      } finally {
        using.unlock();
      }
    }
  }

  private void act(String action, @Nullable Object parameter) {
    try {
      Field request = facade.getClass().getDeclaredField("request");
      request.setAccessible(true);
      Object coyote = ServerConnection.follow(request.get(facade), "getCoyoteRequest");
      if (coyote == null) {
        // It has ended: Tomcat has emptied the facade.
        return;
      }
      Class<?> codes = Class.forName(ACTION, false, coyote.getClass().getClassLoader());
      coyote
          .getClass()
          .getMethod("action", codes, Object.class)
          .invoke(coyote, codes.getField(action).get(null), parameter);
    } catch (ReflectiveOperationException | RuntimeException e) {
      LOG.log(System.Logger.Level.DEBUG, "Tomcat does not do this: " + action, e);
    }
  }
}
