package dev.courant.it.app;

import dev.courant.event.RefusedException;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;

/** Lets a test fire many events in one transaction, and tells what its caller was given. */
@Path("it/transaction")
@RequestScoped
public class TransactionResource {
  @Inject private OrderDesk desk;

  @QueryParam("topic")
  private String topic;

  @QueryParam("count")
  private int count;

  @POST
  @Path("committed")
  public String committed() {
    desk.fireAll(topic, count);
    return "committed";
  }

  @POST
  @Path("rolled-back")
  public String rolledBack() {
    try {
      desk.fireAllAndFail(topic, count);
      return "committed";
    } catch (IllegalStateException e) {
      return "rolled back";
    }
  }

  @POST
  @Path("refusal-caught")
  public String refusalCaught() {
    RefusedException refused = desk.fireAllButOne(topic, count);
    return refused == null ? "nothing was refused" : "committed after " + refused.refusal();
  }

  @POST
  @Path("refusal-passed")
  public String refusalPassed() {
    try {
      desk.fireAllAndOneTooMany(topic, count);
      return "committed";
    } catch (RefusedException e) {
      return "rolled back for " + e.refusal();
    }
  }
}
