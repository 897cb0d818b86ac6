package dev.courant.jaxrs;

import dev.courant.event.Event;
import dev.courant.event.Publication;
import dev.courant.hub.connection.Channel;
import dev.courant.hub.connection.Chunk;
import dev.courant.hub.connection.Connection;
import dev.courant.hub.connection.Departure;
import dev.courant.wire.EncodedEvent;
import dev.courant.wire.Notice;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * A JAX-RS sink as the way out to one client. One event is under way at a time: the next is sent
 * when the stage of the last has completed, which on RESTEasy means that it was written. On Jersey
 * it means nothing, but there the sending thread is held up for a slow client.
 */
final class SinkChannel implements Channel {
  /** What is to be done when the connection has ended. */
  interface End {
    /**
     * The connection has ended.
     *
     * @param isSending whether a send has not come back
     * @param failure what the container threw, if that was why
     */
    void ended(Departure why, boolean isSending, @Nullable Throwable failure);
  }

  private final Sse sse;
  private final OpenSink open;
  private final Connection connection;
  private final End end;

  // Touched on the lane only, between write and the call of ready that it leads to.
  private final Queue<OutboundSseEvent> rest = new ArrayDeque<>();

  private volatile boolean sending;
  private volatile @Nullable Throwable failure;

  /**
   * A channel to a sink.
   *
   * @param end called once, when the connection has ended
   */
  SinkChannel(Sse sse, OpenSink open, Connection connection, End end) {
    this.sse = sse;
    this.open = open;
    this.connection = connection;
    this.end = end;
  }

  @Override
  public Executor lane() {
    return open.ioThread().orElse(Runnable::run);
  }

  @Override
  public boolean isReady() {
    return !sending;
  }

  @Override
  public void write(List<Chunk> chunks) {
    sending = true;
    open.lane()
        .execute(
            () -> {
              chunks.forEach(this::unpack);
              sendRest();
            });
  }

  @Override
  public void flush() {
    // The container flushes after each event.
  }

  @Override
  public void close(Departure why) {
    why.notice().map(this::outbound).ifPresent(open::lastWords);
    end.ended(why, sending, failure);
  }

  private void unpack(Chunk chunk) {
    chunk.events().forEach(event -> rest.add(outbound(event)));
    chunk.notice().ifPresent(notice -> rest.add(outbound(notice)));
    chunk.absence().ifPresent(time -> rest.add(outbound(time)));
    if (rest.isEmpty()) {
      rest.add(sse.newEventBuilder().comment("").build());
    }
  }

  private void sendRest() {
    if (!open.isOpen()) {
      goOn(new IOException("The client has taken the stream back"));
      return;
    }
    try {
      for (OutboundSseEvent next = rest.poll(); next != null; next = rest.poll()) {
        CompletionStage<?> sent = open.sink().send(next);
        if (!sent.toCompletableFuture().isDone()) {
          sent.whenCompleteAsync((nothing, thrown) -> goOn(thrown), open.lane());
          return;
        }
        sent.toCompletableFuture().join();
        connection.progressed();
      }
    } catch (RuntimeException e) {
      goOn(e);
      return;
    }
    sending = false;
    connection.ready();
  }

  private void goOn(@Nullable Throwable thrown) {
    if (thrown == null) {
      connection.progressed();
      sendRest();
    } else {
      failure = thrown;
      sending = false;
      connection.depart(Departure.CLIENT_GONE);
    }
  }

  private OutboundSseEvent outbound(Notice notice) {
    OutboundSseEvent.Builder builder =
        sse.newEventBuilder()
            .name(Notice.TYPE)
            .mediaType(MediaType.TEXT_PLAIN_TYPE)
            .data(String.class, notice.json());
    notice.id().ifPresent(builder::id);
    return builder.build();
  }

  /** With data and a type, though it is about the time alone: without, containers leave it out. */
  private OutboundSseEvent outbound(Duration absence) {
    return sse.newEventBuilder()
        .name(Notice.TYPE)
        .reconnectDelay(absence.toMillis())
        .mediaType(MediaType.TEXT_PLAIN_TYPE)
        .data(String.class, "{\"status\":\"stopping\",\"retry\":%d}".formatted(absence.toMillis()))
        .build();
  }

  private OutboundSseEvent outbound(EncodedEvent encoded) {
    Event event = encoded.event();
    Publication publication = event.publication();
    if (FramedEvent.isNeededFor(publication.data())) {
      return new FramedEvent(encoded);
    }
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
