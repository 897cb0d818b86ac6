package dev.courant.admin;

import dev.courant.access.Authentication;
import dev.courant.access.Caller;
import dev.courant.access.JsonBody;
import dev.courant.access.token.StrictJson;
import dev.courant.admin.audit.Act;
import dev.courant.admin.audit.AuditLog;
import dev.courant.event.Refusal;
import dev.courant.event.RefusedException;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.util.Set;

/** How much the product writes into the server's log: {@code /api/admin/log-levels}. */
@Path("admin/log-levels")
@RequestScoped
public class LogLevelsResource {
  private static final int MAX_BODY_BYTES = 4 * 1024;

  @Inject private Authentication authentication;
  @Inject private AuditLog audit;
  @Inject private LogLevels levels;

  /**
   * Those that are set.
   *
   * @throws RefusedException when the caller may not look
   */
  @GET
  @Produces(MediaType.APPLICATION_JSON)
  public JsonObject list(@Context HttpServletRequest request) {
    authentication.observerOf(request);
    return levels.json();
  }

  /**
   * Sets one until the next start: {@code {"logger":"dev.courant.hub","level":"FINE"}}.
   *
   * @throws RefusedException when the caller may not administer the hub, or the body is not good
   */
  @PUT
  @Produces(MediaType.APPLICATION_JSON)
  public JsonObject set(@Context HttpServletRequest request) throws IOException {
    Caller caller = authentication.administratorOf(request);
    JsonObject body =
        StrictJson.object("The body", JsonBody.read(request, MAX_BODY_BYTES), Refusal.INVALID);
    if (body.keySet().equals(Set.of("logger", "level"))
        && body.get("logger") instanceof JsonString logger
        && body.get("level") instanceof JsonString level) {
      return audit.act(
          request,
          caller,
          Act.LOG_LEVEL,
          body.toString(),
          () -> levels.set(logger.getString(), level.getString()));
    }
    throw new RefusedException(
        Refusal.INVALID, "The body names a \"logger\" and its \"level\", both texts");
  }
}
