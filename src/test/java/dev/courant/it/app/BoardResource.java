package dev.courant.it.app;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.Sse;
import jakarta.ws.rs.sse.SseEventSink;

/** The whole interface of a broadcaster, one method for each of its own. */
@Path("it/boards/{name}")
@RequestScoped
public class BoardResource {
  @Inject private Boards boards;

  @PathParam("name")
  private String name;

  /** Registers, and broadcasts so many events before it returns. */
  @GET
  @Produces(MediaType.SERVER_SENT_EVENTS)
  public void stream(
      @QueryParam("at-once") @DefaultValue("0") int atOnce,
      @Context Sse sse,
      @Context SseEventSink sink) {
    boards.board(name).broadcaster().register(sink);
    for (int i = 1; i <= atOnce; i++) {
      boards.board(name).broadcaster().broadcast(sse.newEvent("at once " + i));
    }
  }

  @POST
  public String broadcast(@Context Sse sse, String data) {
    try {
      boards.board(name).broadcaster().broadcast(sse.newEvent(data)).toCompletableFuture().join();
      return "done";
    } catch (IllegalStateException e) {
      return "closed";
    }
  }

  @DELETE
  public void close(@QueryParam("cascading") boolean cascading) {
    if (cascading) {
      boards.board(name).broadcaster().close();
    } else {
      boards.board(name).broadcaster().close(false);
    }
  }

  /** What the listeners were told, in order. */
  @GET
  @Path("calls")
  @Produces(MediaType.TEXT_PLAIN)
  public String calls() {
    return String.join(" ", boards.board(name).calls());
  }
}
