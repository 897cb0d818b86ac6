package dev.courant.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.courant.wire.EventStreamParser.Dispatched;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Private events that tell when a subscription begins and ends (Mercure draft 08, "Subscription
 * Events"). The server runs with {@code courant.mercure.subscription-grace=PT3S}.
 */
interface PresenceBehaviour {
  /** The server on which the application is deployed. */
  ServerUnderTest server();

  @Test
  default void whoMayKnowIsToldThatASubscriptionBeginsAndEnds() throws Exception {
    String match = "/presence/a";
    try (var watching = watch()) {
      StreamReader reader = StreamReader.on(server(), match);
      String id = reader.headers().firstValue("Courant-Subscriber").orElseThrow();
      Eventually.holds(() -> assertThat(about(watching, id)).hasSize(1));
      reader.close();
      Eventually.holds(() -> assertThat(about(watching, id)).hasSize(2));
      String topic =
          server().base().getPath()
              + HubCaller.HUB
              + "/subscriptions/exact/%2Fpresence%2Fa/"
              + id.replace(":", "%3A");
      assertThat(about(watching, id))
          .extracting(Dispatched::data)
          .containsExactly(document(topic, match, id, true), document(topic, match, id, false));
    }
  }

  @Test
  default void theMetadataTellsThatThereAreSuchEvents() throws Exception {
    assertThat(new HubCaller(server()).get(Challenges.METADATA).body())
        .contains("\"mercure_subscriptions\":true");
  }

  @Test
  default void whoMayNotKnowIsNotTold() throws Exception {
    String other = "Bearer " + token("/presence/b");
    try (var watching = watch();
        var weak = StreamReader.open(server(), HubCaller.HUB + "?match=*", "Authorization", other);
        var anonymous = StreamReader.on(server(), "*");
        var one = StreamReader.on(server(), "/presence/b")) {
      String id = one.headers().firstValue("Courant-Subscriber").orElseThrow();
      Eventually.holds(() -> assertThat(about(watching, id)).hasSize(1));
      new HubCaller(server()).publish("topic", "/presence/b", "data", "the end");
      assertThat(weak.dataUpTo("the end")).noneMatch(data -> data.contains("subscriber"));
      assertThat(anonymous.dataUpTo("the end")).noneMatch(data -> data.contains("subscriber"));
    }
  }

  @Test
  default void whoComesBackSoonHasNotBeenAway() throws Exception {
    String path = HubCaller.HUB + "?match=/presence/c";
    String ann = "Bearer " + token("/presence/c");
    try (var watching = watch()) {
      // Nobody is left of the tests before.
      Eventually.holds(
          () -> assertThat(new HubCaller(server()).overview("connections")).isEqualTo(1));
      StreamReader first = StreamReader.open(server(), path, "Authorization", ann);
      String id = first.headers().firstValue("Courant-Subscriber").orElseThrow();
      Eventually.holds(() -> assertThat(about(watching, id)).hasSize(1));
      first.close();
      // The server notices only when it writes: then the grace period begins.
      Eventually.holds(
          () -> assertThat(new HubCaller(server()).overview("connections")).isEqualTo(1));
      StreamReader second = StreamReader.open(server(), path, "Authorization", ann);
      assertThat(second.headers().firstValue("Courant-Subscriber")).hasValue(id);
      second.close();
      Eventually.holds(() -> assertThat(about(watching, id)).hasSize(2));
      assertThat(about(watching, id).get(1).data()).contains("\"active\":false");
    }
  }

  @Test
  default void whoCouldNotBeToldOfIsNotLetIn() throws Exception {
    // Three times as long as a part of a path.
    String longTopic = "/" + "/".repeat(1399);
    for (String door : List.of(HubCaller.HUB, "api/events")) {
      HttpResponse<String> refused =
          new HubCaller(server()).get(door + "?match=/short&match=" + longTopic);
      assertThat(refused.statusCode()).as(door).isEqualTo(400);
      assertThat(refused.body()).as(door).contains("too long");
    }
  }

  @Test
  default void nobodyElseMaySpeakAsTheHub() throws Exception {
    HubCaller caller = new HubCaller(server());
    String hub = server().base().getPath() + HubCaller.HUB;
    for (String[] fields :
        List.of(
            new String[] {"topic", "/presence/d", "type", "mercure"},
            new String[] {"topic", hub + "/subscriptions/exact/x/y"},
            new String[] {"topic", "/presence/d", "topic", hub + "/subscriptions/exact/x/y"})) {
      assertThat(caller.post(HubCaller.form(fields)).statusCode()).isEqualTo(400);
    }
  }

  private StreamReader watch() throws Exception {
    String all = server().base().getPath() + HubCaller.HUB + "/subscriptions/*";
    return StreamReader.open(
        server(),
        HubCaller.HUB + "?match_urlpattern=" + HubCaller.encode(all),
        "Authorization",
        new HubCaller(server()).bearer());
  }

  private String token(String topic) throws Exception {
    return Issuers.token(Challenges.of(server()).hub(), Issuers.details("subscribe", topic));
  }

  private static List<Dispatched> about(StreamReader watching, String id) throws Exception {
    return watching.await(0).stream()
        .filter(event -> event.type().equals("mercure") && event.data().contains(id))
        .toList();
  }

  private static String document(String topic, String match, String id, boolean active) {
    return """
        {"id":"%s","type":"subscription","match_type":"exact","match":"%s",\
        "subscriber":"%s","active":%s}"""
        .formatted(topic, match, id, active);
  }
}
