package dev.courant.admin;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.courant.access.Authentication;
import dev.courant.access.Caller;
import dev.courant.access.JsonBody;
import dev.courant.access.token.TokenMint;
import dev.courant.access.token.TokenOrder;
import dev.courant.admin.audit.Act;
import dev.courant.admin.audit.AuditLog;
import dev.courant.event.RefusedException;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.io.IOException;

/** Makes tokens: {@code POST /api/admin/tokens}, for whoever may administer. */
@Path("admin/tokens")
@RequestScoped
public class TokensResource {
  /** RFC 7519, section 10.3.1. */
  private static final String TOKEN = "application/jwt";

  private static final int MAX_BODY_BYTES = 64 * 1024;

  @Inject private Authentication authentication;
  @Inject private TokenMint mint;
  @Inject private AuditLog audit;

  /**
   * Makes the token that the body orders, a JSON object as {@link OrderBody} has it, and answers
   * it: nothing else, so that a shell can use it as it is.
   *
   * @throws RefusedException when the caller may not administer the hub, or the order is not good
   */
  @POST
  public Response mint(@Context HttpServletRequest request) throws IOException {
    Caller caller = authentication.administratorOf(request);
    byte[] body = JsonBody.read(request, MAX_BODY_BYTES);
    TokenOrder order = OrderBody.read(body);
    String token =
        audit.act(request, caller, Act.MINT, new String(body, UTF_8), () -> mint.mint(order));
    return Response.ok(token, TOKEN).header("Cache-Control", "no-store").build();
  }
}
