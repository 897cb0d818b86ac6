package dev.courant.admin.node;

import dev.courant.access.Authentication;
import dev.courant.admin.measure.Meters;
import dev.courant.admin.measure.Recorder;
import dev.courant.event.HubTopics;
import dev.courant.event.RefusedException;
import dev.courant.hub.ConnectionView;
import dev.courant.hub.Hub;
import dev.courant.hub.HubCounts;
import dev.courant.hub.connection.Transport;
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
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How the hub stands now: {@code /api/admin/overview}, for whoever may look. */
@Path("admin/overview")
@RequestScoped
public class OverviewResource {
  @Inject private Hub hub;
  @Inject private Meters meters;
  @Inject private Recorder recorder;
  @Inject private Installation installation;
  @Inject private Authentication authentication;

  /**
   * Everything at a glance.
   *
   * @throws RefusedException when the caller may not look
   */
  @GET
  @Produces(MediaType.APPLICATION_JSON)
  public JsonObject overview(@Context HttpServletRequest request) {
    authentication.observerOf(request);
    HubCounts counts = hub.counts();
    List<ConnectionView> connections = hub.insight().connections();
    Optional<String> trouble = hub.insight().trouble();
    JsonObjectBuilder departures = Json.createObjectBuilder();
    counts.departures().forEach((reason, count) -> departures.add(reason.name(), count));
    JsonObjectBuilder refusals = Json.createObjectBuilder();
    meters.refusals().forEach((reason, count) -> refusals.add(reason.name(), count));
    JsonObjectBuilder answer =
        Json.createObjectBuilder()
            .add("name", installation.host())
            .add("version", installation.version())
            .add("started_at", installation.startedAt().toString())
            .add("hub_url", installation.hubUrl().toString())
            .add("stream_topic", HubTopics.SAMPLE.name())
            .add("epoch", counts.bounds().head().epoch())
            .add("head", counts.bounds().head().toString())
            .add("floor", counts.bounds().floor())
            .add("state", trouble.isEmpty() ? "ready" : "not-ready")
            .add("state_reason", trouble.orElse(""))
            .add("connections_by_transport", byTransport())
            .add("departures", departures)
            .add("refusals", refusals)
            .add("connections", counts.connections())
            .add("slow", connections.stream().filter(ConnectionView::isSlow).count())
            .add("stalled", connections.stream().filter(ConnectionView::isStalled).count())
            .add("skipped", counts.skipped())
            .add("now", recorder.newest().json());
    oldest(counts).ifPresent(oldest -> answer.add("oldest_at", oldest.toString()));
    return answer.build();
  }

  /**
   * How it has come: the last fifteen minutes.
   *
   * @throws RefusedException when the caller may not look
   */
  @GET
  @Path("recording")
  @Produces(MediaType.APPLICATION_JSON)
  public JsonObject recording(@Context HttpServletRequest request) {
    authentication.observerOf(request);
    JsonArrayBuilder samples = Json.createArrayBuilder();
    recorder.recording().forEach(sample -> samples.add(sample.json()));
    return Json.createObjectBuilder()
        .add("every_ms", Recorder.EVERY.toMillis())
        .add("samples", samples)
        .build();
  }

  private JsonObjectBuilder byTransport() {
    Map<Transport, Integer> counts = hub.insight().countByTransport();
    JsonObjectBuilder json = Json.createObjectBuilder();
    counts.forEach((transport, count) -> json.add(transport.text(), count));
    return json;
  }

  private Optional<Instant> oldest(HubCounts counts) {
    try {
      return hub.insight()
          .firstAfter(counts.bounds().floor())
          .map(event -> Instant.ofEpochMilli(event.timeMillis()));
    } catch (UnreadableLogException notNow) {
      // The state tells what is wrong.
      return Optional.empty();
    }
  }
}
