package dev.courant.transport;

import dev.courant.access.Authentication;
import dev.courant.access.Caller;
import dev.courant.event.Refusal;
import dev.courant.event.RefusedException;
import dev.courant.hub.Hub;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;

/**
 * Renews the token of a live stream: {@code PUT /api/connections/{subscriber}/token}, with the new
 * token where tokens are presented, and without a body. The subscriber is what the header {@code
 * Courant-Subscriber} of the stream said.
 */
@Path("connections/{subscriber}/token")
@RequestScoped
public class TokenRenewalResource {
  @Inject private Hub hub;
  @Inject private Authentication authentication;

  /**
   * Renews it; answers 204 when that is in effect.
   *
   * @throws RefusedException when the new token is not good; or ({@link Refusal#NOT_FOUND}) when
   *     its subject has no such stream: whether somebody else has is not told
   */
  @PUT
  public void renew(
      @Context HttpServletRequest request, @PathParam("subscriber") String subscriber) {
    Caller caller = authentication.callerOf(request);
    if (caller.isAnonymous()) {
      throw new RefusedException(
          Refusal.UNAUTHENTICATED, "The new token is missing: \"Authorization: Bearer ...\"");
    }
    hub.standings().renew(subscriber, caller);
  }
}
