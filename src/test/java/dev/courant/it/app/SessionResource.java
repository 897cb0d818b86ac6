package dev.courant.it.app;

import jakarta.enterprise.context.RequestScoped;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;

/** What an application does with the session that its visitor has. */
@Path("it/session")
@RequestScoped
public class SessionResource {
  /** Has it end after so many seconds without a request: a web.xml knows minutes only. */
  @POST
  @Path("timeout")
  public void timeout(@QueryParam("seconds") int seconds, @Context HttpServletRequest request) {
    request.getSession().setMaxInactiveInterval(seconds);
  }

  /** Ends it, as an application's own sign-out does. */
  @POST
  @Path("end")
  public void end(@Context HttpServletRequest request) {
    request.getSession().invalidate();
  }
}
