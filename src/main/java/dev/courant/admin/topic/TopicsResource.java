package dev.courant.admin.topic;

import dev.courant.access.Authentication;
import dev.courant.access.FormFields;
import dev.courant.admin.page.Page;
import dev.courant.event.Refusal;
import dev.courant.event.RefusedException;
import dev.courant.hub.Hub;
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
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What topics there are: {@code GET /api/admin/topics}, for whoever may look. */
@Path("admin/topics")
@RequestScoped
public class TopicsResource {
  /** Numbers and times begin with the highest. */
  private static final Map<String, Comparator<TopicBook.Line>> ORDERS =
      Map.of(
          "topic", Comparator.comparing(line -> line.topic().name()),
          "rate", Comparator.comparingDouble(TopicBook.Line::rate).reversed(),
          "history_events", Comparator.comparingLong(TopicBook.Line::keptEvents).reversed(),
          "last_event", Comparator.comparingLong(TopicBook.Line::lastOffset).reversed());

  @Inject private Hub hub;
  @Inject private TopicBook book;
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
    FormFields query = FormFields.ofQuery(request);
    Page asked = Page.in(query);
    String part = query.first("q").orElse("").toLowerCase(Locale.ROOT);
    Comparator<TopicBook.Line> order = order(query);
    TopicBook.Contents contents = book.contents();
    List<TopicBook.Line> matching =
        contents.lines().stream()
            .filter(line -> line.topic().name().toLowerCase(Locale.ROOT).contains(part))
            .sorted(order.thenComparing(line -> line.topic().name()))
            .toList();
    Listeners listeners = new Listeners(hub.insight().open());
    JsonArrayBuilder page = Json.createArrayBuilder();
    matching.stream()
        .skip(asked.offset())
        .limit(asked.limit())
        .forEach(line -> page.add(json(line, listeners)));
    return Json.createObjectBuilder()
        .add("total", contents.lines().size())
        .add("matching", matching.size())
        .add("complete", contents.isComplete())
        .add("forgotten", contents.hasForgotten())
        .add("topics", page)
        .build();
  }

  private static Comparator<TopicBook.Line> order(FormFields query) {
    Comparator<TopicBook.Line> order =
        Optional.ofNullable(ORDERS.get(query.first("sort").orElse("rate")))
            .orElseThrow(
                () ->
                    new RefusedException(
                        Refusal.INVALID,
                        "\"sort\" is one of %s"
                            .formatted(ORDERS.keySet().stream().sorted().toList())));
    return query.flag("descending") ? order.reversed() : order;
  }

  private JsonObjectBuilder json(TopicBook.Line line, Listeners listeners) {
    JsonArrayBuilder recent = Json.createArrayBuilder();
    line.recent().forEach(recent::add);
    return Json.createObjectBuilder()
        .add("topic", line.topic().name())
        .add("rate", Math.round(line.rate() * 1000) / 1000.0)
        .add("recent", recent)
        .add("connections", listeners.of(line.topic()))
        .add("history_events", line.keptEvents())
        .add("history_bytes", line.keptBytes())
        .add("last_event_at", Instant.ofEpochMilli(line.lastMillis()).toString())
        .add("last_position", hub.insight().positionOf(line.lastOffset()));
  }
}
