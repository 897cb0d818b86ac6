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
import jakarta.ws.rs.sse.Sse;
import jakarta.ws.rs.sse.SseBroadcaster;
import jakarta.ws.rs.sse.SseEventSink;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** The broadcaster that the server gives, used as its documentation shows. */
@Path("/bench")
@Singleton
public class BroadcasterResource {
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

  /** Broadcasts, and answers how many events there were. */
  @POST
  public long publish(
      @Context Sse sse,
      @QueryParam("rate") double rate,
      @QueryParam("seconds") double seconds,
      @QueryParam("size") int size) {
    SseBroadcaster target = broadcaster(sse);
    return new Pace(rate, seconds, size, 1)
        .run(batch -> batch.forEach(event -> target.broadcast(sse.newEvent(event.data()))));
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
