package dev.courant.cluster;

import dev.courant.hub.subscription.SubscriptionQuery;
import dev.courant.wire.Subscription;
import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.List;
import java.util.Optional;

/** Subscriptions, and questions about them, as nodes tell them to each other. */
final class SubscriptionJson {
  private static final String TYPE = "type";
  private static final String MATCH = "match";
  private static final String SUBSCRIBER = "subscriber";
  private static final String PAYLOAD = "payload";

  private SubscriptionJson() {}

  static JsonObjectBuilder write(SubscriptionQuery query) {
    JsonObjectBuilder json = Json.createObjectBuilder();
    query.matchType().ifPresent(type -> json.add(TYPE, type));
    query.match().ifPresent(match -> json.add(MATCH, match));
    query.subscriber().ifPresent(subscriber -> json.add(SUBSCRIBER, subscriber));
    return json;
  }

  static SubscriptionQuery query(JsonObject json) {
    return new SubscriptionQuery(text(json, TYPE), text(json, MATCH), text(json, SUBSCRIBER));
  }

  static JsonArray write(List<Subscription> subscriptions) {
    JsonArrayBuilder list = Json.createArrayBuilder();
    for (Subscription subscription : subscriptions) {
      JsonObjectBuilder one =
          Json.createObjectBuilder()
              .add(TYPE, subscription.matchType())
              .add(MATCH, subscription.match())
              .add(SUBSCRIBER, subscription.subscriber());
      subscription.payload().ifPresent(payload -> one.add(PAYLOAD, payload));
      list.add(one);
    }
    return list.build();
  }

  static List<Subscription> subscriptions(JsonArray list) {
    return list.getValuesAs(JsonObject.class).stream()
        .map(
            one ->
                new Subscription(
                    one.getString(TYPE),
                    one.getString(MATCH),
                    one.getString(SUBSCRIBER),
                    text(one, PAYLOAD)))
        .toList();
  }

  private static Optional<String> text(JsonObject json, String name) {
    return json.containsKey(name) ? Optional.of(json.getString(name)) : Optional.empty();
  }
}
