package dev.courant.jaxrs;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.sse.Sse;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The request that the current thread is serving, from the servlet filter around it: where a sink's
 * rights come from, and what is to happen once the resource method has returned. Confined to that
 * thread.
 */
final class RequestFrame {
  private static final ThreadLocal<@Nullable RequestFrame> CURRENT = new ThreadLocal<>();

  final HttpServletRequest request;
  final HttpServletResponse response;
  private final List<Runnable> afterwards = new ArrayList<>();
  private @Nullable Sse sse;

  private RequestFrame(HttpServletRequest request, HttpServletResponse response) {
    this.request = request;
    this.response = response;
  }

  /**
   * The frame of the current thread.
   *
   * @throws IllegalStateException when it serves no request
   */
  static RequestFrame current() {
    RequestFrame frame = CURRENT.get();
    if (frame == null) {
      throw new IllegalStateException(
          "Register a sink in the resource method that got it: its rights come from that request");
    }
    return frame;
  }

  static RequestFrame enter(HttpServletRequest request, HttpServletResponse response) {
    RequestFrame frame = new RequestFrame(request, response);
    CURRENT.set(frame);
    return frame;
  }

  /** Ends the frame, and does what was to be done afterwards. */
  void leave() {
    CURRENT.remove();
    afterwards.forEach(Runnable::run);
  }

  void afterwards(Runnable step) {
    afterwards.add(step);
  }

  void provide(Sse newSse) {
    sse = newSse;
  }

  Sse sse() {
    if (sse == null) {
      throw new IllegalStateException("This request does not go through JAX-RS");
    }
    return sse;
  }
}
