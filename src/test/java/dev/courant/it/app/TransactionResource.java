package dev.courant.it.app;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.courant.event.RefusedException;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.io.StringReader;

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

  /** The body is a JSON array of the data. */
  @POST
  @Path("data")
  public String data(byte[] json) {
    try (JsonReader reader = Json.createReader(new StringReader(new String(json, UTF_8)))) {
      desk.fireAll(topic, reader.readArray().getValuesAs(JsonString::getString));
    }
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
