package dev.courant.admin;

import dev.courant.access.Authentication;
import dev.courant.access.JsonBody;
import dev.courant.access.token.TokenMint;
import dev.courant.event.RefusedException;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.io.IOException;

/** Makes tokens: {@code POST /api/tokens}, for whoever may administer. */
@Path("tokens")
@RequestScoped
public class TokensResource {
  /** RFC 7519, section 10.3.1. */
  private static final String TOKEN = "application/jwt";

  private static final int MAX_BODY_BYTES = 64 * 1024;

  @Inject private Authentication authentication;
  @Inject private TokenMint mint;

  /**
   * Makes the token that the body orders, a JSON object as {@link OrderBody} has it, and answers
   * it: nothing else, so that a shell can use it as it is.
   *
   * @throws RefusedException when the caller may not administer the hub, or the order is not good
   */
  @POST
  public Response mint(@Context HttpServletRequest request) throws IOException {
    authentication.administratorOf(request);
    byte[] body = JsonBody.read(request, MAX_BODY_BYTES);
    return Response.ok(mint.mint(OrderBody.read(body)), TOKEN)
        .header("Cache-Control", "no-store")
        .build();
  }
}
