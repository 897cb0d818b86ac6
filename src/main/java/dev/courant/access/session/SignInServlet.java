package dev.courant.access.session;

import dev.courant.event.RefusedException;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;

/**
 * {@code /signin}: the one page that the container asks for a name and a password at. Whoever gets
 * this far is remembered, and brought back to the page that {@code ?to=} names, or to the first.
 */
@WebServlet(urlPatterns = "/signin")
public class SignInServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;

  // Not before it is needed: Payara makes the servlet even where there is no hub.
  @Inject private transient Instance<SignIns> signIns;

  /**
   * Signs in.
   *
   * @throws RefusedException when the container has asked for nobody's name, or the address to
   *     return to is not one of ours
   */
  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response) {
    Optional<ReturnAddress> address = ReturnAddress.of(request);
    signIns.get().remember(request);
    SessionCookie.complete(request, response);
    response.setHeader("Cache-Control", "no-store");
    address.orElse(ReturnAddress.ROOT).answer(response);
  }
}
