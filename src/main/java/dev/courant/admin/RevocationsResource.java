package dev.courant.admin;

import dev.courant.access.Authentication;
import dev.courant.access.Caller;
import dev.courant.access.JsonBody;
import dev.courant.access.revocation.Revocation;
import dev.courant.access.revocation.RevocationJson;
import dev.courant.access.revocation.Revocations;
import dev.courant.access.token.StrictJson;
import dev.courant.admin.audit.Act;
import dev.courant.admin.audit.AuditLog;
import dev.courant.event.Refusal;
import dev.courant.event.RefusedException;
import dev.courant.hub.Hub;
import dev.courant.hub.connection.Departure;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Takes rights back: {@code /api/admin/revocations}, for whoever may administer. */
@Path("admin/revocations")
@RequestScoped
public class RevocationsResource {
  private static final int MAX_BODY_BYTES = 16 * 1024;

  @Inject private Hub hub;
  @Inject private Authentication authentication;
  @Inject private Revocations revocations;
  @Inject private AuditLog audit;

  /**
   * Takes back what the body tells, as {@link RevocationJson} has it, and ends the streams that
   * have it. In effect when this answers: how many streams have ended, and whether it will outlive
   * a restart.
   *
   * @throws RefusedException when the caller may not administer the hub, or the body is not good
   */
  @POST
  @Produces(MediaType.APPLICATION_JSON)
  public JsonObject revoke(@Context HttpServletRequest request) throws IOException {
    Caller caller = authentication.administratorOf(request);
    JsonObject body =
        StrictJson.object("The body", JsonBody.read(request, MAX_BODY_BYTES), Refusal.INVALID);
    Revocation revocation = RevocationJson.read(body);
    boolean isLasting =
        audit.act(request, caller, Act.REVOKE, body.toString(), () -> revocations.add(revocation));
    int ended = hub.end(c -> revocation.concerns(c.caller()), Departure.REVOKED);
    return Json.createObjectBuilder().add("ended", ended).add("lasting", isLasting).build();
  }

  /**
   * What is taken back now.
   *
   * @throws RefusedException when the caller may not look
   */
  @GET
  @Produces(MediaType.APPLICATION_JSON)
  public JsonObject list(@Context HttpServletRequest request) {
    authentication.observerOf(request);
    JsonArrayBuilder list = Json.createArrayBuilder();
    revocations.all().forEach(revocation -> list.add(RevocationJson.write(revocation)));
    return Json.createObjectBuilder().add("revocations", list).build();
  }

  /**
   * Lifts a revocation, which is named as it was made: by {@code token_id} or {@code subject}, and
   * {@code issuer} if it had one.
   *
   * @throws RefusedException when the caller may not administer the hub, or ({@link
   *     Refusal#NOT_FOUND}) there is no such revocation
   */
  @DELETE
  public void lift(
      @Context HttpServletRequest request,
      @QueryParam("token_id") @Nullable String tokenId,
      @QueryParam("subject") @Nullable String subject,
      @QueryParam("issuer") @Nullable String issuer)
      throws IOException {
    Caller caller = authentication.administratorOf(request);
    JsonObjectBuilder named = Json.createObjectBuilder();
    add(named, "token_id", tokenId);
    add(named, "subject", subject);
    add(named, "issuer", issuer);
    JsonObject lifted = named.build();
    Revocation revocation = RevocationJson.read(lifted);
    boolean isLifted =
        audit.act(request, caller, Act.LIFT, lifted.toString(), () -> revocations.lift(revocation));
    if (!isLifted) {
      throw new RefusedException(Refusal.NOT_FOUND, "There is no such revocation");
    }
  }

  private static void add(JsonObjectBuilder to, String name, @Nullable String value) {
    if (value != null) {
      to.add(name, value);
    }
  }
}
