package dev.courant.scenarios.shop;

import dev.courant.event.Refusal;
import dev.courant.event.RefusedException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/** The shop's counter. */
@Path("scenarios/shop")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
public class ShopResource {
  @Inject private ShopBean shop;

  /** Why nothing came of an order, as RFC 9457 writes it. */
  public record Failure(String title, int status, String detail) {}

  /** All articles. A page listens first and asks then: so it misses no change. */
  @GET
  public Response catalogue() {
    return Response.ok(shop.catalogue()).header("Cache-Control", "no-store").build();
  }

  /** Buys some pieces of an article: 200 with the receipt, or 409 with a sentence. */
  @POST
  @Path("orders")
  public Response order(
      @FormParam("item") @DefaultValue("") String item,
      @FormParam("count") @DefaultValue("1") int count,
      @FormParam("card") @DefaultValue("good") String card) {
    try {
      return Response.ok(shop.buy(item, count, card(card))).build();
    } catch (OrderFailedException failed) {
      return Response.status(Response.Status.CONFLICT)
          .type("application/problem+json")
          .entity(new Failure(failed.title(), 409, failed.sentence()))
          .build();
    }
  }

  /** Begins a flash sale. */
  @POST
  @Path("sale")
  public void beginSale() {
    shop.beginSale();
  }

  private static Card card(String name) {
    return switch (name) {
      case "good" -> Card.GOOD;
      case "declined" -> Card.DECLINED;
      default -> throw new RefusedException(Refusal.INVALID, "A card is \"good\" or \"declined\"");
    };
  }
}
