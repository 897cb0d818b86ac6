package dev.courant.admin.history;

import dev.courant.access.Authentication;
import dev.courant.access.Caller;
import dev.courant.access.FormFields;
import dev.courant.admin.audit.Act;
import dev.courant.admin.audit.AuditLog;
import dev.courant.admin.page.Page;
import dev.courant.event.Event;
import dev.courant.event.Matcher;
import dev.courant.event.Matchers;
import dev.courant.event.Refusal;
import dev.courant.event.RefusedException;
import dev.courant.hub.Hub;
import dev.courant.log.Bounds;
import dev.courant.log.UnreadableLogException;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.util.function.Predicate;

/** What was published: {@code /api/admin/history}, for whoever may look. */
@Path("admin/history")
@RequestScoped
public class HistoryResource {

  @Inject private Hub hub;
  @Inject private Matchers matchers;
  @Inject private Authentication authentication;
  @Inject private AuditLog audit;

  /**
   * Events from a place in history on, in one direction; the OpenAPI file tells the parameters. Who
   * asks for their data is noted.
   *
   * @throws RefusedException when the caller may not look, a parameter is not good, or ({@link
   *     Refusal#NOT_FOUND}) there is no such place
   */
  @GET
  @Produces(MediaType.APPLICATION_JSON)
  public JsonObject list(@Context HttpServletRequest request) throws IOException {
    Caller caller = authentication.observerOf(request);
    FormFields query = FormFields.ofQuery(request);
    if (!query.flag("data")) {
      return readable(() -> list(query, caller, false));
    }
    String asked = String.valueOf(request.getQueryString());
    return audit.act(
        request, caller, Act.READ_DATA, asked, () -> readable(() -> list(query, caller, true)));
  }

  /**
   * One event, with its data if the caller may read that; it is noted.
   *
   * @throws RefusedException when the caller may not look, or ({@link Refusal#NOT_FOUND}) there is
   *     no such event (any more)
   */
  @GET
  @Path("{offset: [0-9]{1,18}}")
  @Produces(MediaType.APPLICATION_JSON)
  public JsonObject one(@Context HttpServletRequest request, @PathParam("offset") long offset)
      throws IOException {
    Caller caller = authentication.observerOf(request);
    return audit.act(
        request,
        caller,
        Act.READ_DATA,
        "offset " + offset,
        () -> readable(() -> EventJson.withData(find(offset), caller.grant()).build()),
        event -> event.containsKey("data") ? AuditLog.DONE : "withheld");
  }

  private JsonObject list(FormFields query, Caller caller, boolean withData) {
    int limit = Page.limitIn(query);
    Bounds bounds = hub.counts().bounds();
    Start start = Start.in(query, hub.insight(), bounds);
    Scan scan = new Scan(hub.insight(), bounds, filter(query), limit);
    Scan.Result result =
        start.forwards() ? scan.forwards(start.offset()) : scan.backwards(start.offset());
    JsonArrayBuilder events = Json.createArrayBuilder();
    for (Event event : result.events()) {
      events.add(
          withData ? EventJson.withData(event, caller.grant()) : EventJson.withoutData(event));
    }
    JsonObjectBuilder answer =
        Json.createObjectBuilder()
            .add("events", events)
            .add("scanned", result.scanned())
            .add("floor", bounds.floor())
            .add("head", bounds.head().offset());
    result.next().ifPresent(next -> answer.add("next", next));
    return answer.build();
  }

  private Predicate<Event> filter(FormFields query) {
    Predicate<Event> wanted = event -> true;
    for (String topic : query.all("topic")) {
      Matcher exact = matchers.exact(topic);
      wanted = wanted.and(event -> event.publication().topics().stream().anyMatch(exact::matches));
    }
    for (String text : query.all("pattern")) {
      Matcher pattern = matchers.urlPattern(text);
      wanted =
          wanted.and(event -> event.publication().topics().stream().anyMatch(pattern::matches));
    }
    for (String type : query.all("type")) {
      wanted = wanted.and(event -> event.publication().type().orElse("message").equals(type));
    }
    return wanted;
  }

  private Event find(long offset) {
    return hub.insight()
        .firstAfter(offset - 1)
        .filter(event -> event.offset() == offset)
        .orElseThrow(
            () ->
                new RefusedException(
                    Refusal.NOT_FOUND, "There is no event at that offset (any more)"));
  }

  private static JsonObject readable(AuditLog.Deed<JsonObject> reading) throws IOException {
    try {
      return reading.run();
    } catch (UnreadableLogException e) {
      RefusedException refused =
          new RefusedException(Refusal.STORE_UNAVAILABLE, "The history cannot be read just now");
      refused.initCause(e);
      throw refused;
    }
  }
}
