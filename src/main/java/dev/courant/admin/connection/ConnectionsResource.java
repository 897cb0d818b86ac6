package dev.courant.admin.connection;

import dev.courant.access.Authentication;
import dev.courant.access.FormFields;
import dev.courant.admin.node.Installation;
import dev.courant.admin.node.ReachJson;
import dev.courant.event.Refusal;
import dev.courant.event.RefusedException;
import dev.courant.hub.Answers;
import dev.courant.hub.Hub;
import dev.courant.hub.Neighbours;
import dev.courant.hub.Reach;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.io.StringReader;
import java.util.Optional;

/** Who is connected: {@code /api/admin/connections}, for whoever may look. */
@Path("admin/connections")
@RequestScoped
public class ConnectionsResource {
  /** So far one can look into the connections of several nodes at once. */
  static final int MOST_TOGETHER = 1_000;

  @Inject private Hub hub;
  @Inject private Installation installation;
  @Inject private Neighbours neighbours;
  @Inject private Authentication authentication;

  /**
   * Those that the query asks for, a page of them, of all nodes that answer in time or of one. Of
   * several nodes only the first {@value #MOST_TOGETHER} can be had, since each has to tell as many
   * as all together.
   *
   * @throws RefusedException when the caller may not look, or a parameter is not good
   */
  @GET
  @Produces(MediaType.APPLICATION_JSON)
  public JsonObject list(@Context HttpServletRequest request) {
    authentication.observerOf(request);
    ConnectionQuery query = ConnectionQuery.in(FormFields.ofQuery(request));
    String asked = Optional.ofNullable(request.getQueryString()).orElse("");
    if (neighbours.isNobody()) {
      return answer(query.isOf(here().node()) ? here().page(query) : Listing.EMPTY, Reach.ALONE);
    } else if (query.node().isPresent()) {
      return ofOneNode(query, asked);
    }
    requireReachable(query);
    Answers others = neighbours.ask(ConnectionsHere.LIST, asked, answer -> false);
    Listing together = here().first(query);
    for (String answer : others.texts()) {
      together = together.and(Listing.read(answer), query.order());
    }
    return answer(together.part(query.page()), others.reach());
  }

  /**
   * One of them, whichever node has it.
   *
   * @throws RefusedException when the caller may not look, or ({@link Refusal#NOT_FOUND}) there is
   *     no such connection, or ({@link Refusal#STORE_UNAVAILABLE}) it is not here and the other
   *     nodes cannot be asked now
   */
  @GET
  @Path("{id}")
  @Produces(MediaType.APPLICATION_JSON)
  public JsonObject one(@Context HttpServletRequest request, @PathParam("id") String id) {
    authentication.observerOf(request);
    return here().find(id).orElseGet(() -> elsewhere(id));
  }

  private JsonObject ofOneNode(ConnectionQuery query, String asked) {
    if (query.isOf(here().node())) {
      return answer(here().page(query), Reach.of(0, 0));
    }
    Answers others = neighbours.ask(ConnectionsHere.LIST, asked, answer -> !answer.isEmpty());
    Listing listing =
        others.texts().stream()
            .filter(answer -> !answer.isEmpty())
            .map(Listing::read)
            .findFirst()
            .orElse(Listing.EMPTY);
    return answer(listing, others.reach());
  }

  private JsonObject elsewhere(String id) {
    Answers others = neighbours.ask(ConnectionsHere.ONE, id, answer -> !answer.isEmpty());
    return others.texts().stream()
        .filter(answer -> !answer.isEmpty())
        .map(ConnectionsResource::read)
        .findFirst()
        .orElseThrow(() -> notFound(others.reach()));
  }

  private static RefusedException notFound(Reach reach) {
    return reach.isComplete()
        ? new RefusedException(Refusal.NOT_FOUND, "There is no open connection with that id")
        : new RefusedException(
            Refusal.STORE_UNAVAILABLE,
            "It is no connection of this node, and not all others have answered: ask again");
  }

  private static void requireReachable(ConnectionQuery query) {
    if (query.page().end() > MOST_TOGETHER) {
      throw new RefusedException(
          Refusal.INVALID,
          "Of several nodes the first %,d connections can be had: ask for one \"node\", or for less"
              .formatted(MOST_TOGETHER));
    }
  }

  private static JsonObject answer(Listing listing, Reach reach) {
    JsonArrayBuilder connections = Json.createArrayBuilder();
    listing.rows().forEach(row -> connections.add(row.json()));
    return ReachJson.add(
            Json.createObjectBuilder()
                .add("total", listing.total())
                .add("matching", listing.matching())
                .add("connections", connections),
            reach)
        .build();
  }

  private ConnectionsHere here() {
    return new ConnectionsHere(hub, installation.id());
  }

  private static JsonObject read(String text) {
    try (JsonReader reader = Json.createReader(new StringReader(text))) {
      return reader.readObject();
    }
  }
}
