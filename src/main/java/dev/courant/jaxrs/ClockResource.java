package dev.courant.jaxrs;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.SseBroadcaster;
import jakarta.ws.rs.sse.SseEventSink;

/** The demonstration that everyone knows: a clock, {@code GET /api/sse}. */
@Path("sse")
@RequestScoped
public class ClockResource {
  @Inject
  @Broadcast(value = "/clock", replay = false)
  private SseBroadcaster clock;

  /** Streams the clock. */
  @GET
  @Produces(MediaType.SERVER_SENT_EVENTS)
  public void stream(@Context SseEventSink sink) {
    clock.register(sink);
  }
}
