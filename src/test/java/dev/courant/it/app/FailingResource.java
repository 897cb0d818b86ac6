package dev.courant.it.app;

import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

/** What an application does that has a fault. */
@Path("it/failing")
@RequestScoped
public class FailingResource {
  /** Fails, with a text that would like to be a line of its own. */
  @GET
  public String fail() {
    throw new IllegalStateException("as it was told\n2026-01-01 ERROR made up");
  }
}
