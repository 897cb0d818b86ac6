package dev.courant.it.app;

import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

/** What an application does that has a fault. */
@Path("it/failing")
@RequestScoped
public class FailingResource {
  /** Fails. */
  @GET
  public String fail() {
    throw new IllegalStateException("as it was told");
  }
}
