package dev.courant.bench.fanout.app.container;

import dev.courant.bench.fanout.app.pace.Pace;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import jakarta.ws.rs.sse.SseBroadcaster;
import jakarta.ws.rs.sse.SseEventSink;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** The broadcaster that the server gives, used as its documentation shows. */
@Path("/bench")
@Singleton
public class BroadcasterResource {
  private static final System.Logger LOG = System.getLogger(BroadcasterResource.class.getName());

  private final ReentrantLock lock = new ReentrantLock();
  private @Nullable SseBroadcaster broadcaster;

  /** Registers a listener. */
  @GET
  @Produces(MediaType.SERVER_SENT_EVENTS)
  public void stream(@Context Sse sse, @Context SseEventSink sink) {
    // RESTEasy sends the head of the answer with the first event only.
    sink.send(sse.newEventBuilder().comment("welcome").data("welcome").build());
    broadcaster(sse).register(sink);
  }

  /**
   * Broadcasts, and answers how many events there were. Afterwards there is a new broadcaster:
   * Jersey's fails for good once a client has left it.
   */
  @POST
  public long publish(
      @Context Sse sse,
      @QueryParam("rate") double rate,
      @QueryParam("seconds") double seconds,
      @QueryParam("size") int size) {
    SseBroadcaster target = broadcaster(sse);
    try {
      return new Pace(rate, seconds, size, 1)
          .run(batch -> batch.forEach(event -> broadcast(target, sse.newEvent(event.data()))));
    } finally {
      forgetBroadcaster();
    }
  }

  private static void broadcast(SseBroadcaster target, OutboundSseEvent event) {
    try {
      target.broadcast(event);
    } catch (IllegalArgumentException overflowed) {
      // What Jersey throws from then on; some of the others still get the event.
      LOG.log(System.Logger.Level.DEBUG, "A subscriber has overflowed", overflowed);
    }
  }

  private void forgetBroadcaster() {
    lock.lock();
    try {
      broadcaster = null;
    } finally {
      lock.unlock();
    }
  }

  private SseBroadcaster broadcaster(Sse sse) {
    lock.lock();
    try {
      SseBroadcaster made = broadcaster == null ? sse.newBroadcaster() : broadcaster;
      broadcaster = made;
      return made;
    } finally {
      lock.unlock();
    }
  }
}
