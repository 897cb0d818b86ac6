package dev.courant.admin.history;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.courant.access.Grant;
import dev.courant.event.Event;
import dev.courant.event.Publication;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;
import java.time.Instant;

/** An event as the API tells it. */
final class EventJson {
  private EventJson() {}

  /** Without its data. */
  static JsonObjectBuilder withoutData(Event event) {
    Publication publication = event.publication();
    JsonArrayBuilder topics = Json.createArrayBuilder();
    publication.topics().forEach(topic -> topics.add(topic.name()));
    JsonObjectBuilder json =
        Json.createObjectBuilder()
            .add("position", event.position().toString())
            .add("offset", event.offset())
            .add("id", event.id())
            .add("time", Instant.ofEpochMilli(event.timeMillis()).toString())
            .add("topics", topics)
            .add("type", publication.type().orElse(""))
            .add("private", publication.isPrivate())
            .add("size_bytes", publication.data().getBytes(UTF_8).length);
    publication.ttl().ifPresent(ttl -> json.add("ttl_seconds", ttl.toSeconds()));
    return json;
  }

  /** With its data, if it may be read by whoever has that grant: who administers may read all. */
  static JsonObjectBuilder withData(Event event, Grant grant) {
    JsonObjectBuilder json = withoutData(event);
    return grant.admin() || grant.mayRead(event)
        ? json.add("data", event.publication().data())
        : json;
  }
}
