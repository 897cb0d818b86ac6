package dev.courant.admin.node;

import dev.courant.access.Authentication;
import dev.courant.admin.measure.Recorder;
import dev.courant.event.RefusedException;
import dev.courant.hub.Answers;
import dev.courant.hub.Hub;
import dev.courant.hub.Neighbours;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.io.StringReader;
import java.util.Comparator;

/** How the nodes stand: {@code GET /api/admin/nodes}, for whoever may look. */
@Path("admin/nodes")
@RequestScoped
public class NodesResource {
  @Inject private Hub hub;
  @Inject private Recorder recorder;
  @Inject private Installation installation;
  @Inject private Neighbours neighbours;
  @Inject private Authentication authentication;

  /**
   * This one first, and behind it those that answer in time, in an order that does not change.
   *
   * @throws RefusedException when the caller may not look
   */
  @GET
  @Produces(MediaType.APPLICATION_JSON)
  public JsonObject nodes(@Context HttpServletRequest request) {
    authentication.observerOf(request);
    JsonArrayBuilder nodes = Json.createArrayBuilder();
    nodes.add(new NodeState(hub, recorder, installation).json());
    Answers others = neighbours.ask(NodeState.KIND, "", answer -> false);
    others.texts().stream()
        .map(NodesResource::read)
        .sorted(
            Comparator.comparing((JsonObject node) -> node.getString("name"))
                .thenComparing(node -> node.getString("node")))
        .forEach(nodes::add);
    return ReachJson.add(Json.createObjectBuilder().add("nodes", nodes), others.reach()).build();
  }

  private static JsonObject read(String answer) {
    try (JsonReader reader = Json.createReader(new StringReader(answer))) {
      return reader.readObject();
    }
  }
}
