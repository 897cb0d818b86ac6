package dev.courant.jaxrs;

import dev.courant.access.ServerConnection;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.SseEventSink;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * A sink, and what lies under it: where it is sent to, and how it ends although a send is stuck.
 * For that there is no word in JAX-RS: Jersey's {@code close} leaves the socket to the client,
 * RESTEasy's waits for the send.
 */
final class OpenSink {
  private static final System.Logger LOG = System.getLogger(OpenSink.class.getName());

  private final SseEventSink sink;
  private final HttpServletRequest request;
  private final ServerConnection server;
  private final Executor lane;
  private volatile @Nullable AsyncContext async;
  private volatile @Nullable OutboundSseEvent lastWords;

  /**
   * A sink that was injected into the resource method that runs now.
   *
   * @param threads where to send, if the server has no thread of its own for that
   */
  OpenSink(SseEventSink sink, HttpServletRequest request, Executor threads) {
    this.sink = sink;
    this.request = request;
    this.server = ServerConnection.of(request);
    this.lane = server.ioThread().orElse(threads);
  }

  SseEventSink sink() {
    return sink;
  }

  /** Where events are sent, one at a time. */
  Executor lane() {
    return lane;
  }

  /** The thread on which the server wants everything done; none where it does not care. */
  Optional<Executor> ioThread() {
    return server.ioThread();
  }

  /** Whether the client still wants it, as far as the server lets us know. */
  boolean isOpen() {
    return server.isOpen();
  }

  /** The resource method has returned, and the response is asynchronous now. */
  void resourceMethodReturned() {
    async = request.isAsyncStarted() ? request.getAsyncContext() : null;
  }

  /** What is to be sent before it is closed; not when it is cut. */
  void lastWords(OutboundSseEvent event) {
    lastWords = event;
  }

  /** Closes the sink; what was sent before still arrives. */
  void close() {
    lane.execute(
        () -> {
          if (areLastWordsSent()) {
            quietly(sink::close);
          } else {
            cutNow();
          }
        });
  }

  /** Ends the sink at once, although a send has not come back. */
  void cut() {
    lane.execute(this::cutNow);
  }

  /** Closing would wait for words that are on their way, on the thread that is to write them. */
  private boolean areLastWordsSent() {
    OutboundSseEvent event = lastWords;
    try {
      return event == null || sink.send(event).toCompletableFuture().isDone();
    } catch (RuntimeException clientHasGone) {
      LOG.log(System.Logger.Level.DEBUG, "Last words of a sink", clientHasGone);
      return true;
    }
  }

  private void cutNow() {
    server.cut();
    AsyncContext response = async;
    quietly(server.ioThread().isPresent() && response != null ? response::complete : sink::close);
  }

  /** The server may have been first, having noticed on its own that the client has gone. */
  private static void quietly(Runnable end) {
    try {
      end.run();
    } catch (RuntimeException e) {
      LOG.log(System.Logger.Level.DEBUG, "At the end of a sink", e);
    }
  }
}
