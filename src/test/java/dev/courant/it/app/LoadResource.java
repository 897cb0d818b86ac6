package dev.courant.it.app;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.lang.management.ManagementFactory;

/** Lets a test put the hub under load from inside the server, and look at its memory. */
@Path("it/load")
@RequestScoped
public class LoadResource {
  @Inject private LoadBean load;

  /** Answers when all has been fired: how long it took, and how long one {@code fire} at most. */
  @POST
  public String run(
      @QueryParam("topic") String topic,
      @QueryParam("count") int count,
      @QueryParam("bytes") int bytes,
      @QueryParam("per-second") int perSecond)
      throws Exception {
    LoadBean.Outcome outcome = load.start(topic, count, bytes, perSecond).get();
    return outcome.millis() + " " + outcome.longestFireMillis();
  }

  /** How many bytes of the heap are in use after a collection. */
  @GET
  @Path("heap")
  public String heap() {
    System.gc();
    return Long.toString(ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
  }
}
