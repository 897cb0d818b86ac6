package dev.courant.hub;

import static dev.courant.hub.connection.Samples.interest;
import static dev.courant.hub.connection.Samples.toSubscribe;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.courant.access.Caller;
import dev.courant.access.Grant;
import dev.courant.access.Payload;
import dev.courant.event.Eventually;
import dev.courant.event.Matcher;
import dev.courant.event.Publication;
import dev.courant.event.RefusedException;
import dev.courant.event.Topic;
import dev.courant.hub.connection.Connection;
import dev.courant.hub.connection.Departure;
import dev.courant.hub.connection.RecordingChannel;
import dev.courant.hub.connection.Samples;
import dev.courant.hub.subscription.SubscriptionEvents;
import dev.courant.wire.EventStreamParser.Dispatched;
import dev.courant.wire.SubscriptionFormat;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Subscription events, from a connection to those who watch (Mercure draft 08). */
class SubscriptionEventsTest {
  private static final Duration GRACE = Duration.ofSeconds(10);

  private final HubRig rig =
      new HubRig(
          new SubscriptionEvents(
              List.of(SubscriptionFormat.MERCURE, SubscriptionFormat.JSON_LD), GRACE));

  @AfterEach
  void close() throws InterruptedException {
    rig.close();
  }

  @Test
  void aSubscriptionThatBeginsAndEndsIsToldToThoseWhoMayKnow() {
    RecordingChannel watching = watch(toSubscribe("*"));
    RecordingChannel other = watch(toSubscribe("/a"));
    RecordingChannel anonymous = watch(Grant.ANONYMOUS);
    Connection connection = rig.connect(interest(Grant.ANONYMOUS, "/a b"));
    String topic = "/.well-known/mercure/subscriptions/exact/%2Fa%20b/" + encoded(connection);
    await(watching, topic, true);
    connection.depart(Departure.CLIENT_GONE);
    await(watching, topic, false);

    List<Dispatched> told = about(watching, topic);
    assertThat(told).extracting(Dispatched::type).containsOnly("mercure");
    assertThat(told.get(0).data())
        .isEqualTo(
            """
            {"id":"%s","type":"subscription","match_type":"exact","match":"/a b",\
            "subscriber":"%s","active":true}"""
                .formatted(topic, connection.id()));
    assertThat(told.get(1).data()).contains("\"active\":false");
    rig.hub.publish(Publication.of("/end", "the end")).join();
    for (RecordingChannel blind : List.of(other, anonymous)) {
      Eventually.assertHolds("the end", () -> data(blind).contains("the end"));
      assertThat(data(blind)).containsExactly("the end");
    }
  }

  @Test
  void clientsOfBeforeAreToldInTheirWay() {
    RecordingChannel watching = watch(toSubscribe("*"));
    Connection connection = rig.connect(interest(Grant.ANONYMOUS, "/a"));
    String topic = "/.well-known/mercure/subscriptions/%2Fa/" + encoded(connection);
    await(watching, topic, true);
    Dispatched told = about(watching, topic).get(0);
    assertThat(told.type()).isEqualTo("message");
    assertThat(told.data())
        .contains("\"@context\":\"https://mercure.rocks/\"", "\"type\":\"Subscription\"")
        .contains("\"topic\":\"/a\"");
  }

  @Test
  void aHubThatIsStoppedTellsThatEverybodyHasLeft() throws Exception {
    Connection connection = rig.connect(interest(Grant.ANONYMOUS, "/a"));
    RecordingChannel watching = watch(toSubscribe("*"));
    Connection later = rig.connect(interest(Grant.ANONYMOUS, "/b"));
    await(watching, "/.well-known/mercure/subscriptions/exact/%2Fb/" + encoded(later), true);
    rig.close();
    assertThat(
            rig.log.read(0, 1 << 20).events().stream()
                .map(event -> event.publication().data())
                .filter(data -> data.contains(connection.id()) && data.contains("match_type")))
        .hasSize(2)
        .last()
        .asString()
        .contains("\"active\":false");
  }

  @Test
  void aSubscriptionThatCouldNotBeToldIsRefusedAndLeavesNothingBehind() {
    RecordingChannel watching = watch(toSubscribe("*"));
    // The path in front, "%2F" for the slash, and a name of 49 characters behind another slash.
    String longest = "/" + "a".repeat(4096 - 41 - 3 - 1 - 49);
    Connection told = rig.connect(interest(Grant.ANONYMOUS, longest));
    String path = "/.well-known/mercure/subscriptions/exact/%2F" + longest.substring(1) + "/";
    await(watching, path + encoded(told), true);
    for (String tooLong : List.of(longest + "a", "/" + "ä".repeat(1000))) {
      assertThatThrownBy(() -> rig.connect(interest(Grant.ANONYMOUS, "/short", tooLong)))
          .isInstanceOf(RefusedException.class)
          .hasMessageContaining("too long");
    }
    assertThat(rig.hub.counts().connections()).isEqualTo(2);
    assertThat(rig.hub.subscriptions().list(s -> true, 10)).hasSize(2);
  }

  @Test
  void whatATokenSaysThatIsNoTextIsRefusedAndStopsNothing() {
    RecordingChannel watching = watch(toSubscribe("*"));
    Caller broken =
        new Caller(
            "ann",
            Optional.of("issuer"),
            Optional.empty(),
            Optional.empty(),
            Grant.ANONYMOUS,
            List.of(new Payload(Set.of(Matcher.parse("*")), Optional.of("{\"n\":\"\\ud800\"}"))));
    assertThatThrownBy(
            () ->
                rig.hub.connect(
                    Samples.visitor(broken, "192.0.2.1"),
                    interest(Grant.ANONYMOUS, "/a"),
                    new Cursor.None()))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("Unicode");
    Connection next = rig.connect(interest(Grant.ANONYMOUS, "/a"));
    await(watching, "/.well-known/mercure/subscriptions/exact/%2Fa/" + encoded(next), true);
  }

  @Test
  void nobodyElseMaySpeakAsTheHub() {
    Publication forged =
        new Publication(
            List.of(new Topic("/a")),
            "",
            Optional.of(Publication.HUB_TYPE),
            Optional.empty(),
            Optional.empty(),
            true,
            Optional.empty(),
            Optional.empty());
    assertThatThrownBy(() -> rig.hub.publish(forged)).isInstanceOf(RefusedException.class);
    assertThatThrownBy(() -> rig.hub.reserve().add(forged)).isInstanceOf(RefusedException.class);
  }

  private RecordingChannel watch(Grant grant) {
    RecordingChannel channel = RecordingChannel.open();
    rig.connect(interest(grant, "*")).attach(channel);
    return channel;
  }

  private static void await(RecordingChannel channel, String topic, boolean active) {
    Eventually.assertHolds(
        topic + " " + active,
        () ->
            about(channel, topic).stream()
                .anyMatch(e -> e.data().contains("\"active\":" + active)));
  }

  private static List<Dispatched> about(RecordingChannel channel, String topic) {
    return channel.dispatched().stream()
        .filter(event -> event.data().contains("\"id\":\"" + topic + "\""))
        .toList();
  }

  private static List<String> data(RecordingChannel channel) {
    return channel.dispatched().stream().map(Dispatched::data).toList();
  }

  private static String encoded(Connection connection) {
    return connection.id().replace(":", "%3A");
  }
}
