package dev.courant.transport;

import dev.courant.access.Authentication;
import dev.courant.access.Caller;
import dev.courant.access.JsonBody;
import dev.courant.access.MatcherParameters;
import dev.courant.event.Matchers;
import dev.courant.event.Refusal;
import dev.courant.event.RefusedException;
import dev.courant.event.Topic;
import dev.courant.hub.Hub;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import java.io.IOException;

/**
 * Changes what a live stream asks for, while it goes on: {@code PATCH
 * /api/connections/{subscriber}} with an {@link InterestChange}. The subscriber is what the header
 * {@code Courant-Subscriber} of the stream said.
 */
@Path("connections/{subscriber}")
@RequestScoped
public class InterestResource {
  /** As many matchers as there may be twice, each as long as it may be, with room for escapes. */
  private static final int MAX_BODY_BYTES =
      4 * MatcherParameters.MAX_MATCHERS * (Topic.MAX_BYTES + 32);

  @Inject private Hub hub;
  @Inject private Authentication authentication;
  @Inject private Matchers matchers;

  /**
   * Changes it; answers 204 when that is in effect: what is published from then on reaches the
   * stream when it asks for it now.
   *
   * @throws RefusedException when the body is not good; or ({@link Refusal#NOT_FOUND}) when the
   *     caller has no such stream: whether somebody else has is not told
   */
  @PATCH
  public void change(
      @Context HttpServletRequest request, @PathParam("subscriber") String subscriber)
      throws IOException {
    Caller caller = authentication.callerOf(request);
    InterestChange change = InterestChange.read(JsonBody.read(request, MAX_BODY_BYTES), matchers);
    hub.standings().change(subscriber, caller, change.added(), change.removed());
  }

  /** The same for clients and proxies that know no PATCH. */
  @POST
  public void changeByPost(
      @Context HttpServletRequest request, @PathParam("subscriber") String subscriber)
      throws IOException {
    change(request, subscriber);
  }
}
