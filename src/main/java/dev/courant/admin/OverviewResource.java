package dev.courant.admin;

import dev.courant.access.Authentication;
import dev.courant.event.RefusedException;
import dev.courant.hub.Hub;
import dev.courant.hub.HubCounts;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;

/** How the hub stands now: {@code GET /api/admin/overview}, for whoever may administer. */
@Path("admin/overview")
@RequestScoped
public class OverviewResource {
  @Inject private Hub hub;
  @Inject private Authentication authentication;

  /**
   * The counts of the hub.
   *
   * @throws RefusedException when the caller may not administer the hub
   */
  @GET
  @Produces(MediaType.APPLICATION_JSON)
  public JsonObject overview(@Context HttpServletRequest request) {
    authentication.administratorOf(request);
    HubCounts counts = hub.counts();
    JsonObjectBuilder departures = Json.createObjectBuilder();
    counts.departures().forEach((reason, count) -> departures.add(reason.name(), count));
    return Json.createObjectBuilder()
        .add("connections", counts.connections())
        .add("departures", departures)
        .add("skipped", counts.skipped())
        .add("head", counts.bounds().head().toString())
        .add("floor", counts.bounds().floor())
        .build();
  }
}
