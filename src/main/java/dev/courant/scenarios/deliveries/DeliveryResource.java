package dev.courant.scenarios.deliveries;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/** The desk where orders are placed. */
@Path("scenarios/deliveries")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
public class DeliveryResource {
  @Inject private DeliveryBean deliveries;

  /** The board, for a page that has just come. */
  @GET
  public Response board() {
    return Response.ok(deliveries.board()).header("Cache-Control", "no-store").build();
  }

  /** Places an order, and answers it: its id is all that is needed to follow it. */
  @POST
  public Progress place(@FormParam("goods") @DefaultValue("") String goods) {
    return deliveries.place(goods);
  }

  /** A token for the order's topic, for whoever knows the id; 404 when there is no such order. */
  @POST
  @Path("{id}/token")
  @Produces(MediaType.TEXT_PLAIN)
  public Response token(@PathParam("id") String id) {
    return Response.ok(deliveries.token(id)).header("Cache-Control", "no-store").build();
  }
}
