package dev.courant.admin;

import dev.courant.access.Authentication;
import dev.courant.access.Caller;
import dev.courant.event.RefusedException;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;

/** Who the caller is, and how far it may look after the hub: {@code GET /api/admin/me}. */
@Path("admin/me")
@RequestScoped
public class MeResource {
  @Inject private Authentication authentication;

  /**
   * The caller.
   *
   * @throws RefusedException when it may not look
   */
  @GET
  @Produces(MediaType.APPLICATION_JSON)
  public JsonObject me(@Context HttpServletRequest request) {
    Caller caller = authentication.observerOf(request);
    return Json.createObjectBuilder()
        .add("subject", caller.subject())
        .add("issuer", caller.issuer().orElse(""))
        .add("rights", caller.grant().admin() ? "admin" : "observe")
        .build();
  }
}
