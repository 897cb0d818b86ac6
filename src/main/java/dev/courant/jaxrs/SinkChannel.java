package dev.courant.jaxrs;

import dev.courant.event.Event;
import dev.courant.event.Publication;
import dev.courant.hub.connection.Channel;
import dev.courant.hub.connection.Chunk;
import dev.courant.hub.connection.Connection;
import dev.courant.hub.connection.Departure;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import jakarta.ws.rs.sse.SseEventSink;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * A JAX-RS sink as the way out to one client. One event is under way at a time, and it is sent by a
 * thread that may be held: a container may block the sender for a slow client.
 */
final class SinkChannel implements Channel {
  /** How often a thread that waits for a sink looks whether the connection has ended meanwhile. */
  private static final long LOOK_MILLIS = 500;

  private final Sse sse;
  private final SseEventSink sink;
  private final Connection connection;
  private final Executor threads;
  private final BiConsumer<SinkChannel, @Nullable Throwable> onEnd;

  private volatile boolean sending;
  private volatile @Nullable Throwable failure;

  /**
   * A channel to a sink.
   *
   * @param onEnd called once, on one of the threads, when the connection has ended: with what was
   *     thrown, if that was the reason
   */
  SinkChannel(
      Sse sse,
      SseEventSink sink,
      Connection connection,
      Executor threads,
      BiConsumer<SinkChannel, @Nullable Throwable> onEnd) {
    this.sse = sse;
    this.sink = sink;
    this.connection = connection;
    this.threads = threads;
    this.onEnd = onEnd;
  }

  SseEventSink sink() {
    return sink;
  }

  Connection connection() {
    return connection;
  }

  @Override
  public boolean isReady() {
    return !sending;
  }

  @Override
  public void write(List<Chunk> chunks) {
    sending = true;
    threads.execute(() -> send(chunks));
  }

  @Override
  public void flush() {
    // A container flushes after each event.
  }

  @Override
  public void close(Departure why) {
    threads.execute(() -> onEnd.accept(this, failure));
  }

  private void send(List<Chunk> chunks) {
    try {
      for (Chunk chunk : chunks) {
        if (chunk.events().isEmpty()) {
          await(sse.newEventBuilder().comment("").build());
        }
        for (Event event : chunk.events()) {
          await(outbound(event));
          connection.progressed();
        }
      }
    } catch (ExecutionException e) {
      fail(e.getCause());
      return;
    } catch (InterruptedException | RuntimeException e) {
      fail(e);
      return;
    }
    sending = false;
    connection.ready();
  }

  private void await(OutboundSseEvent event) throws ExecutionException, InterruptedException {
    if (sink.isClosed()) {
      throw new IllegalStateException("The sink is closed");
    }
    Future<?> sent = sink.send(event).toCompletableFuture();
    boolean done = false;
    while (!done && connection.isOpen()) {
      done = isDone(sent);
    }
  }

  private static boolean isDone(Future<?> sent) throws ExecutionException, InterruptedException {
    try {
      sent.get(LOOK_MILLIS, TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException stillSending) {
      return false;
    }
  }

  private void fail(@Nullable Throwable thrown) {
    failure = thrown;
    connection.depart(Departure.CLIENT_GONE);
  }

  private OutboundSseEvent outbound(Event event) {
    Publication publication = event.publication();
    OutboundSseEvent.Builder builder =
        sse.newEventBuilder()
            .id(event.id())
            .mediaType(MediaType.TEXT_PLAIN_TYPE)
            .data(String.class, publication.data());
    publication.type().ifPresent(builder::name);
    publication.retry().ifPresent(retry -> builder.reconnectDelay(retry.toMillis()));
    return builder.build();
  }
}
