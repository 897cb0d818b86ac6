package dev.courant.admin.connection;

import dev.courant.access.Caller;
import dev.courant.access.Client;
import dev.courant.access.MatcherText;
import dev.courant.event.Event;
import dev.courant.event.Matcher;
import dev.courant.hub.ConnectionView;
import dev.courant.hub.Insight;
import dev.courant.hub.connection.Connection;
import dev.courant.hub.connection.Delivery;
import dev.courant.hub.connection.Traffic;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;
import java.time.Instant;
import java.util.Collection;
import java.util.concurrent.TimeUnit;

/** An open connection as the API tells it. */
final class ConnectionJson {
  private ConnectionJson() {}

  /**
   * The object. Where the connection catches up, its lag in time is read from history.
   *
   * @param node the id of this node
   * @param nowMillis the time, in milliseconds since 1970
   */
  static JsonObjectBuilder of(ConnectionView view, Insight insight, String node, long nowMillis) {
    Connection connection = view.connection();
    Caller caller = connection.caller();
    Client client = connection.visitor().client();
    Traffic traffic = view.traffic();
    return Json.createObjectBuilder()
        .add("id", connection.id())
        .add("node", node)
        .add("subject", caller.subject())
        .add("issuer", caller.issuer().orElse(""))
        .add("token_id", caller.tokenId().orElse(""))
        .add("address", client.address())
        .add("transport", connection.visitor().transport().text())
        .add("protocol", client.protocol())
        .add("user_agent", client.userAgent())
        .add("matchers", matchers(connection.interest().matchers()))
        .add("delivery", delivery(connection.interest().delivery()))
        .add("opened_at", before(nowMillis, view.ageNanos()))
        .add("age_ms", millis(view.ageNanos()))
        .add("state", state(view))
        .add("cursor", insight.positionOf(view.whereabouts().cursor()))
        .add("lag_events", view.lagEvents())
        .add("lag_ms", lagMillis(view, insight, nowMillis))
        .add("waiting_bytes", traffic.waitingBytes())
        .add("sent_events", traffic.sentEvents())
        .add("sent_bytes", traffic.sentBytes())
        .add("skipped", view.whereabouts().skipped())
        .add("last_write_at", before(nowMillis, view.sinceWriteNanos()))
        .add("stalled_ms", millis(view.stalledNanos()));
  }

  /** Matchers as the API tells them. */
  static JsonArrayBuilder matchers(Collection<Matcher> matchers) {
    JsonArrayBuilder array = Json.createArrayBuilder();
    matchers.stream()
        .map(MatcherText::of)
        .sorted()
        .forEach(
            matcher ->
                array.add(
                    Json.createObjectBuilder()
                        .add("match", matcher.text())
                        .add("match_type", matcher.type())));
    return array;
  }

  private static String state(ConnectionView view) {
    if (view.isStalled()) {
      return "stalled";
    }
    return view.whereabouts().isLive() ? "live" : "catching-up";
  }

  private static String delivery(Delivery delivery) {
    String which = delivery.latest() ? "latest" : "all";
    return delivery.isPaced() ? "%s, %d/s".formatted(which, delivery.maxRate()) : which;
  }

  private static long lagMillis(ConnectionView view, Insight insight, long nowMillis) {
    long waits = millis(view.traffic().waitingNanos());
    if (view.whereabouts().isLive()) {
      return waits;
    }
    long oldest =
        insight.firstAfter(view.whereabouts().cursor()).map(Event::timeMillis).orElse(nowMillis);
    return Math.max(waits, nowMillis - oldest);
  }

  private static long millis(long nanos) {
    return TimeUnit.NANOSECONDS.toMillis(nanos);
  }

  private static String before(long nowMillis, long nanos) {
    return Instant.ofEpochMilli(nowMillis - millis(nanos)).toString();
  }
}
