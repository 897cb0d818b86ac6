package dev.courant.jaxrs;

import dev.courant.access.FormFields;
import dev.courant.access.MatcherParameters;
import dev.courant.event.Matchers;
import dev.courant.event.RefusedException;
import dev.courant.hub.connection.Delivery;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.SseEventSink;

/** Any topics as a stream through the JAX-RS door: {@code GET /api/events?match=...}. */
@Path("events")
@RequestScoped
public class EventsResource {
  @Inject private Broadcasters broadcasters;
  @Inject private Matchers matchers;

  /**
   * Streams the events that the query asks for.
   *
   * @throws RefusedException when the query asks for nothing, or for something that cannot be
   */
  @GET
  @Produces(MediaType.SERVER_SENT_EVENTS)
  public void stream(@Context HttpServletRequest request, @Context SseEventSink sink) {
    FormFields query = FormFields.ofQuery(request);
    broadcasters.on(MatcherParameters.in(query, matchers), Delivery.in(query)).register(sink);
  }
}
