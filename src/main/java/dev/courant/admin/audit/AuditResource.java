package dev.courant.admin.audit;

import dev.courant.access.Authentication;
import dev.courant.access.FormFields;
import dev.courant.admin.page.Page;
import dev.courant.event.RefusedException;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.util.List;

/** Who did what: {@code GET /api/admin/audit}, for whoever may look. */
@Path("admin/audit")
@RequestScoped
public class AuditResource {

  @Inject private Authentication authentication;
  @Inject private AuditLog log;

  /**
   * The newest entries, or those before the number {@code before}.
   *
   * @throws RefusedException when the caller may not look, or a parameter is not good
   */
  @GET
  @Produces(MediaType.APPLICATION_JSON)
  public JsonObject list(@Context HttpServletRequest request) {
    authentication.observerOf(request);
    FormFields query = FormFields.ofQuery(request);
    int limit = Page.limitIn(query);
    long before = query.number("before", Integer.MAX_VALUE, 1, Integer.MAX_VALUE);
    List<AuditEntry> entries = log.before(before, limit);
    JsonArrayBuilder list = Json.createArrayBuilder();
    entries.forEach(entry -> list.add(entry.json()));
    JsonObjectBuilder answer = Json.createObjectBuilder().add("entries", list);
    if (entries.size() == limit) {
      answer.add("next", entries.get(limit - 1).number());
    }
    return answer.build();
  }
}
