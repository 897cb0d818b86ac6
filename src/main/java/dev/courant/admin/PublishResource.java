package dev.courant.admin;

import dev.courant.access.Authentication;
import dev.courant.access.Caller;
import dev.courant.access.JsonBody;
import dev.courant.access.token.StrictJson;
import dev.courant.admin.audit.Act;
import dev.courant.admin.audit.AuditLog;
import dev.courant.event.Publication;
import dev.courant.event.Receipt;
import dev.courant.event.Refusal;
import dev.courant.event.RefusedException;
import dev.courant.hub.Hub;
import dev.courant.hub.Publishing;
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

/** Publishes by hand: {@code POST /api/admin/publish}, for whoever may administer. */
@Path("admin/publish")
@RequestScoped
public class PublishResource {
  /** JSON makes up to six bytes of one; the rest is room for the other members. */
  private static final int ESCAPE_FACTOR = 6;

  private static final int OTHER_MEMBERS_BYTES = 256 * 1024;

  @Inject private Hub hub;
  @Inject private Authentication authentication;
  @Inject private AuditLog audit;

  /**
   * Publishes what the body tells, as {@link PublicationBody} has it, and answers the id of the
   * event when it is durable.
   *
   * @throws RefusedException when the caller may not administer the hub, or it is not published
   */
  @POST
  @Produces(MediaType.APPLICATION_JSON)
  public JsonObject publish(@Context HttpServletRequest request) throws IOException {
    Caller caller = authentication.administratorOf(request);
    int maxBytes = hub.eventMaxBytes() * ESCAPE_FACTOR + OTHER_MEMBERS_BYTES;
    Publication publication =
        PublicationBody.read(
            StrictJson.object("The body", JsonBody.read(request, maxBytes), Refusal.INVALID));
    Receipt receipt =
        audit.act(
            request,
            caller,
            Act.PUBLISH,
            String.valueOf(publication.topics()),
            () -> Publishing.await(hub.publish(publication)));
    return Json.createObjectBuilder().add("id", receipt.id()).build();
  }
}
