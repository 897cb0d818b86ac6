package com.example.orders;

import dev.courant.jaxrs.Broadcast;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Positive;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.Sse;
import jakarta.ws.rs.sse.SseBroadcaster;
import jakarta.ws.rs.sse.SseEventSink;
import java.util.List;

/** Orders over HTTP, and the board that shows every change of any of them. */
@Path("orders")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class OrdersResource {
  @Inject private OrderDesk desk;

  @Inject
  @Broadcast("/orders-board")
  private SseBroadcaster board;

  @GET
  public List<Order> newest() {
    return desk.newest();
  }

  @GET
  @Path("{id}")
  public Order order(@PathParam("id") long id) {
    return desk.find(id).orElseThrow(NotFoundException::new);
  }

  @POST
  public Order place(
      @FormParam("article") @NotBlank String article,
      @FormParam("quantity") @Positive int quantity,
      @Context Sse sse) {
    return shown(desk.place(article, quantity), sse);
  }

  @POST
  @Path("{id}/shipment")
  public Order ship(@PathParam("id") long id, @Context Sse sse) {
    return shown(desk.ship(id).orElseThrow(NotFoundException::new), sse);
  }

  /** A stream of the changes, until the page goes away. */
  @GET
  @Path("board")
  @Produces(MediaType.SERVER_SENT_EVENTS)
  public void board(@Context SseEventSink sink) {
    board.register(sink);
  }

  /** A broadcast goes out at once: so this comes after the desk, whose transaction is over then. */
  private Order shown(Order order, Sse sse) {
    board.broadcast(sse.newEventBuilder().name("order").data(Order.class, order).build());
    return order;
  }
}
