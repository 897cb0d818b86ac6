package dev.courant.access.session;

import dev.courant.access.Origins;
import dev.courant.event.RefusedException;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.util.Optional;

/**
 * {@code /signout}: ends the HTTP session, with everything that the application itself keeps in it,
 * and so the streams that were opened in it. It is posted to, by a page that may: a link or an
 * image of another site cannot sign anybody out.
 */
@WebServlet(urlPatterns = "/signout")
public class SignOutServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;

  // Not before it is needed: Payara makes the servlet even where there is no hub.
  @Inject private transient Instance<Origins> origins;

  /**
   * Signs out: answers 204, or brings the browser to the page that {@code ?to=} names. Who is not
   * signed in is answered the same.
   *
   * @throws RefusedException when the request does not come from a page that may, or the address to
   *     return to is not one of ours
   */
  @Override
  protected void doPost(HttpServletRequest request, HttpServletResponse response)
      throws ServletException {
    origins.get().requirePage(request);
    Optional<ReturnAddress> address = ReturnAddress.of(request);
    request.logout();
    HttpSession session = request.getSession(false);
    if (session != null) {
      session.invalidate();
    }
    response.setHeader("Cache-Control", "no-store");
    if (address.isPresent()) {
      address.get().answer(response);
    } else {
      response.setStatus(HttpServletResponse.SC_NO_CONTENT);
    }
  }
}
