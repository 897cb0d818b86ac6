package dev.courant.cluster;

import dev.courant.access.Administration;
import dev.courant.access.Caller;
import dev.courant.access.Grant;
import dev.courant.access.MatcherText;
import dev.courant.access.Payload;
import dev.courant.event.Matcher;
import dev.courant.event.Matchers;
import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Callers as nodes tell them to each other: who was believed once is believed by all. */
final class CallerJson {
  private final MatcherNames matchers;

  /** Reads matchers as the hub does. */
  CallerJson(Matchers matchers) {
    this.matchers = new MatcherNames(matchers);
  }

  static JsonObject write(Caller caller) {
    JsonObjectBuilder json =
        Json.createObjectBuilder()
            .add("subject", caller.subject())
            .add("subscribe", write(caller.grant().subscribe()))
            .add("publish", write(caller.grant().publish()))
            .add("administration", caller.grant().administration().text());
    caller.issuer().ifPresent(issuer -> json.add("issuer", issuer));
    caller.tokenId().ifPresent(tokenId -> json.add("token_id", tokenId));
    caller.expiry().ifPresent(expiry -> json.add("expiry", expiry.toString()));
    JsonArrayBuilder payloads = Json.createArrayBuilder();
    for (Payload payload : caller.payloads()) {
      JsonObjectBuilder one = Json.createObjectBuilder().add("topics", write(payload.topics()));
      payload.json().ifPresent(text -> one.add("json", text));
      payloads.add(one);
    }
    return json.add("payloads", payloads).build();
  }

  Caller read(JsonObject json) {
    List<Payload> payloads =
        json.getJsonArray("payloads").getValuesAs(JsonObject.class).stream()
            .map(one -> new Payload(matchers(one.getJsonArray("topics")), text(one, "json")))
            .toList();
    return new Caller(
        json.getString("subject"),
        text(json, "issuer"),
        text(json, "token_id"),
        text(json, "expiry").map(Instant::parse),
        new Grant(
            matchers(json.getJsonArray("subscribe")),
            matchers(json.getJsonArray("publish")),
            Administration.of(json.getString("administration")).orElse(Administration.NONE)),
        payloads);
  }

  static JsonArray write(Set<Matcher> matchers) {
    JsonArrayBuilder list = Json.createArrayBuilder();
    matchers.stream()
        .map(MatcherText::of)
        .sorted()
        .forEach(
            matcher ->
                list.add(
                    Json.createObjectBuilder()
                        .add("type", matcher.type())
                        .add("text", matcher.text())));
    return list.build();
  }

  Set<Matcher> matchers(JsonArray list) {
    Set<Matcher> read = new LinkedHashSet<>();
    for (JsonValue value : list) {
      JsonObject one = value.asJsonObject();
      read.add(matchers.read(new MatcherText(one.getString("type"), one.getString("text"))));
    }
    return read;
  }

  private static Optional<String> text(JsonObject json, String name) {
    return json.containsKey(name) ? Optional.of(json.getString(name)) : Optional.empty();
  }
}
