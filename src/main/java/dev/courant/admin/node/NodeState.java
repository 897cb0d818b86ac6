package dev.courant.admin.node;

import dev.courant.admin.measure.Recorder;
import dev.courant.hub.ConnectionView;
import dev.courant.hub.Hub;
import dev.courant.hub.HubCounts;
import jakarta.json.Json;
import jakarta.json.JsonObjectBuilder;
import java.util.List;
import java.util.Optional;

/** How this node stands, for it and for others that ask. Any thread that can wait for a pump. */
public record NodeState(Hub hub, Recorder recorder, Installation installation) {
  /** The kind of the question that other nodes ask. */
  public static final String KIND = "node";

  /** As the API tells it, now. */
  public JsonObjectBuilder json() {
    HubCounts counts = hub.counts();
    List<ConnectionView> connections = hub.insight().connections();
    Optional<String> trouble = hub.insight().trouble();
    JsonObjectBuilder byTransport = Json.createObjectBuilder();
    hub.insight()
        .countByTransport()
        .forEach((transport, count) -> byTransport.add(transport.text(), count));
    return Json.createObjectBuilder()
        .add("node", installation.id())
        .add("name", installation.host())
        .add("version", installation.version())
        .add("started_at", installation.startedAt().toString())
        .add("state", trouble.isEmpty() ? "ready" : "not-ready")
        .add("state_reason", trouble.orElse(""))
        .add("head", counts.bounds().head().toString())
        .add("connections", counts.connections())
        .add("connections_by_transport", byTransport)
        .add("slow", connections.stream().filter(ConnectionView::isSlow).count())
        .add("stalled", connections.stream().filter(ConnectionView::isStalled).count())
        .add("now", recorder.newest().json());
  }
}
