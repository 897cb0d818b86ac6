package dev.courant.jaxrs;

import dev.courant.access.Authentication;
import dev.courant.access.Caller;
import dev.courant.access.FormFields;
import dev.courant.access.LastEventId;
import dev.courant.access.Origins;
import dev.courant.access.Proxies;
import dev.courant.access.StreamHeaders;
import dev.courant.event.Matcher;
import dev.courant.hub.Admission;
import dev.courant.hub.Cursor;
import dev.courant.hub.Hub;
import dev.courant.hub.connection.Connection;
import dev.courant.hub.connection.Delivery;
import dev.courant.hub.connection.Departure;
import dev.courant.hub.connection.Interest;
import dev.courant.hub.connection.Transport;
import dev.courant.hub.connection.Visitor;
import dev.courant.wire.Format;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.SseBroadcaster;
import jakarta.ws.rs.sse.SseEventSink;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A broadcaster over the hub (Jakarta REST 3.1, section 9.5). What is broadcast goes through the
 * log, and sinks are fed as every other connection is. Any thread may call it; sinks are registered
 * by the thread that serves their request.
 */
final class HubBroadcaster implements SseBroadcaster {
  private static final System.Logger LOG = System.getLogger(HubBroadcaster.class.getName());

  private final Set<Matcher> matchers;
  private final boolean replay;
  private final Delivery delivery;
  private final Hub hub;
  private final Authentication authentication;
  private final Origins origins;
  private final Proxies proxies;
  private final SinkThreads threads;

  private final Map<SseEventSink, Connection> connections = new ConcurrentHashMap<>();
  private final List<Consumer<SseEventSink>> closeListeners = new CopyOnWriteArrayList<>();
  private final List<BiConsumer<SseEventSink, Throwable>> errorListeners =
      new CopyOnWriteArrayList<>();
  private volatile boolean closed;
  private volatile boolean closesSinks = true;

  HubBroadcaster(
      Set<Matcher> matchers,
      boolean replay,
      Delivery delivery,
      Hub hub,
      Authentication authentication,
      Origins origins,
      Proxies proxies,
      SinkThreads threads) {
    this.matchers = matchers;
    this.replay = replay;
    this.delivery = delivery;
    this.hub = hub;
    this.authentication = authentication;
    this.origins = origins;
    this.proxies = proxies;
    this.threads = threads;
  }

  @Override
  public void onError(BiConsumer<SseEventSink, Throwable> listener) {
    requireOpen();
    errorListeners.add(Objects.requireNonNull(listener));
  }

  @Override
  public void onClose(Consumer<SseEventSink> listener) {
    requireOpen();
    closeListeners.add(Objects.requireNonNull(listener));
  }

  @Override
  public void register(SseEventSink sink) {
    requireOpen();
    RequestFrame frame = RequestFrame.current();
    // Also here: an application may serve its resources where no guard of ours stands.
    origins.refuseForeign(frame.request);
    Caller caller = authentication.subscriberOf(frame.request);
    Interest interest =
        new Interest(matchers, caller.grant().forReading(), Format.CONTAINER, delivery);
    if (frame.request.getMethod().equals("HEAD")) {
      // JAX-RS answers it by the method for GET; nothing can be written, so no end would be
      // noticed.
      StreamHeaders.set(frame.request, frame.response);
      frame.afterwards(sink::close);
      return;
    }
    threads.take();
    Admission admission;
    try {
      admission =
          hub.connect(
              new Visitor(caller, proxies.clientOf(frame.request), Transport.JAXRS),
              interest,
              cursor(frame));
    } catch (RuntimeException e) {
      threads.release();
      throw e;
    }
    Connection connection = admission.connection();
    connections.put(sink, connection);
    OpenSink open = new OpenSink(sink, frame.request, threads.executor());
    SinkChannel channel =
        new SinkChannel(
            frame.sse(),
            open,
            connection,
            (why, isSending, failure) -> end(open, why, isSending, failure));
    StreamHeaders.set(frame.request, frame.response);
    frame.response.setHeader("Courant-Subscriber", connection.id());
    admission.lastEventId().ifPresent(id -> frame.response.setHeader("Mercure-Last-Event-ID", id));
    frame.afterwards(
        () -> {
          open.resourceMethodReturned();
          connection.attach(channel);
        });
  }

  @Override
  public CompletionStage<?> broadcast(OutboundSseEvent event) {
    requireOpen();
    // Callbacks of the application are not to run on the log's thread.
    return hub.publish(OutboundPublication.of(matchers, event))
        .whenCompleteAsync((receipt, failure) -> {}, threads.executor());
  }

  @Override
  public void close() {
    close(true);
  }

  @Override
  public void close(boolean cascading) {
    closesSinks = cascading;
    closed = true;
    connections.values().forEach(c -> c.depart(Departure.CLOSED_BY_APPLICATION));
  }

  private Cursor cursor(RequestFrame frame) {
    return replay
        ? Cursor.parse(LastEventId.of(frame.request, FormFields.ofQuery(frame.request)))
        : new Cursor.None();
  }

  private void end(OpenSink open, Departure why, boolean isSending, @Nullable Throwable failure) {
    connections.remove(open.sink());
    threads.release();
    if (why == Departure.CLOSED_BY_APPLICATION && !closesSinks) {
      return;
    }
    if (isSending) {
      open.cut();
    } else {
      open.close();
    }
    threads.executor().execute(() -> tellListeners(open.sink(), failure));
  }

  private void tellListeners(SseEventSink sink, @Nullable Throwable failure) {
    if (failure != null) {
      errorListeners.forEach(listener -> tell(() -> listener.accept(sink, failure)));
    }
    closeListeners.forEach(listener -> tell(() -> listener.accept(sink)));
  }

  /** The application's code: what it throws is its own affair. */
  private static void tell(Runnable step) {
    try {
      step.run();
    } catch (RuntimeException e) {
      LOG.log(System.Logger.Level.DEBUG, "A listener of a broadcaster failed", e);
    }
  }

  private void requireOpen() {
    if (closed) {
      throw new IllegalStateException("This broadcaster has been closed");
    }
  }
}
