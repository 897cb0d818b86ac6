package dev.courant.admin.connection;

import dev.courant.access.Authentication;
import dev.courant.access.FormFields;
import dev.courant.event.Refusal;
import dev.courant.event.RefusedException;
import dev.courant.hub.ConnectionView;
import dev.courant.hub.Hub;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.util.List;

/** Who is connected: {@code /api/admin/connections}, for whoever may look. */
@Path("admin/connections")
@RequestScoped
public class ConnectionsResource {
  private static final int USUAL = 50;
  private static final int MOST = 200;

  @Inject private Hub hub;
  @Inject private Authentication authentication;

  /**
   * Those that the query asks for, a page of them.
   *
   * @throws RefusedException when the caller may not look, or a parameter is not good
   */
  @GET
  @Produces(MediaType.APPLICATION_JSON)
  public JsonObject list(@Context HttpServletRequest request) {
    authentication.observerOf(request);
    FormFields fields = FormFields.ofQuery(request);
    ConnectionQuery query = ConnectionQuery.in(fields);
    int offset = fields.number("offset", 0, 0, Integer.MAX_VALUE);
    int limit = fields.number("limit", USUAL, 1, MOST);
    List<ConnectionView> all = hub.insight().connections();
    List<ConnectionView> matching =
        all.stream().filter(query.filter()).sorted(query.order()).toList();
    long now = System.currentTimeMillis();
    JsonArrayBuilder page = Json.createArrayBuilder();
    matching.stream()
        .skip(offset)
        .limit(limit)
        .forEach(view -> page.add(ConnectionJson.of(view, hub.insight(), now)));
    return Json.createObjectBuilder()
        .add("total", all.size())
        .add("matching", matching.size())
        .add("connections", page)
        .build();
  }

  /**
   * One of them.
   *
   * @throws RefusedException when the caller may not look, or ({@link Refusal#NOT_FOUND}) there is
   *     no such connection
   */
  @GET
  @Path("{id}")
  @Produces(MediaType.APPLICATION_JSON)
  public JsonObject one(@Context HttpServletRequest request, @PathParam("id") String id) {
    authentication.observerOf(request);
    return hub.insight()
        .connection(id)
        .map(view -> ConnectionJson.of(view, hub.insight(), System.currentTimeMillis()).build())
        .orElseThrow(
            () ->
                new RefusedException(
                    Refusal.NOT_FOUND, "There is no open connection with that id"));
  }
}
