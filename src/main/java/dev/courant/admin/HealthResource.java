package dev.courant.admin;

import dev.courant.hub.Hub;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Optional;

/**
 * Whether the hub works, for load balancers and orchestrators: {@code /api/health/live} and {@code
 * /api/health/ready}, for everybody, in the form of MicroProfile Health. While the hub could not be
 * started both are answered 503, by the filter that answers everything then.
 */
@Path("health")
@RequestScoped
public class HealthResource {
  private static final int UNAVAILABLE = 503;

  @Inject private Hub hub;

  /** Up as long as it answers: if it does not, the process had better be started anew. */
  @GET
  @Path("live")
  @Produces(MediaType.APPLICATION_JSON)
  public Response live() {
    return answer(200, Json.createObjectBuilder().add("status", "UP").build());
  }

  /** Up while publications and streams are taken in; else 503, and what is wrong. */
  @GET
  @Path("ready")
  @Produces(MediaType.APPLICATION_JSON)
  public Response ready() {
    Optional<String> trouble = hub.insight().trouble();
    String status = trouble.isEmpty() ? "UP" : "DOWN";
    JsonObjectBuilder log = Json.createObjectBuilder().add("name", "log").add("status", status);
    // What is wrong names files: that is for those who may look, see the overview and the log.
    return answer(
        trouble.isEmpty() ? 200 : UNAVAILABLE,
        Json.createObjectBuilder()
            .add("status", status)
            .add("checks", Json.createArrayBuilder().add(log))
            .build());
  }

  private static Response answer(int status, JsonObject body) {
    return Response.status(status).entity(body).header("Cache-Control", "no-store").build();
  }
}
