package dev.courant.admin;

import dev.courant.access.Authentication;
import dev.courant.access.Caller;
import dev.courant.admin.audit.Act;
import dev.courant.admin.audit.AuditLog;
import dev.courant.event.RefusedException;
import dev.courant.hub.Hub;
import dev.courant.hub.Publishing;
import dev.courant.log.Extent;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;

/**
 * Removes at once what is not to be kept: {@code POST /api/admin/retention}, for whoever may
 * administer.
 */
@Path("admin/retention")
@RequestScoped
public class RetentionResource {
  @Inject private Hub hub;
  @Inject private Authentication authentication;
  @Inject private AuditLog audit;

  /**
   * Removes it, and tells how much less is kept; what was published meanwhile counts against that.
   *
   * @throws RefusedException when the caller may not administer the hub, or the store is in trouble
   */
  @POST
  @Produces(MediaType.APPLICATION_JSON)
  public JsonObject sweep(@Context HttpServletRequest request) throws IOException {
    Caller caller = authentication.administratorOf(request);
    Extent before = hub.insight().extent();
    audit.act(request, caller, Act.SWEEP, "", () -> Publishing.await(hub.insight().sweep()));
    Extent after = hub.insight().extent();
    return Json.createObjectBuilder()
        .add("removed_events", Math.max(0, before.events() - after.events()))
        .add("removed_bytes", Math.max(0, before.bytes() - after.bytes()))
        .add("floor", hub.counts().bounds().floor())
        .build();
  }
}
