package dev.courant.admin.node;

import dev.courant.access.Authentication;
import dev.courant.admin.measure.Meters;
import dev.courant.admin.measure.Recorder;
import dev.courant.event.HubTopics;
import dev.courant.event.RefusedException;
import dev.courant.hub.Hub;
import dev.courant.hub.HubCounts;
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
import java.util.Optional;

/** How this node stands now: {@code /api/admin/overview}, for whoever may look. */
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
    JsonObjectBuilder departures = Json.createObjectBuilder();
    counts.departures().forEach((reason, count) -> departures.add(reason.name(), count));
    JsonObjectBuilder refusals = Json.createObjectBuilder();
    meters.refusals().forEach((reason, count) -> refusals.add(reason.name(), count));
    JsonObjectBuilder answer =
        new NodeState(hub, recorder, installation)
            .json()
            .add("hub_url", installation.hubUrl().toString())
            .add("stream_topic", HubTopics.SAMPLE.name())
            .add("epoch", counts.bounds().head().epoch())
            .add("floor", counts.bounds().floor())
            .add("departures", departures)
            .add("refusals", refusals)
            .add("skipped", counts.skipped());
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
