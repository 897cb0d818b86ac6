package dev.courant.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.courant.wire.EventStreamParser.Dispatched;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What becomes of a cursor (Mercure draft 08, "Reconciliation"), row by row. */
interface ReconciliationBehaviour {
  String NAME = "Mercure-Last-Event-ID";

  /** The server on which the application is deployed. */
  ServerUnderTest server();

  @Test
  default void withoutACursorThereIsNoAnswerToOne() throws Exception {
    try (var reader = StreamReader.on(server(), "/reconcile/none")) {
      assertThat(reader.headers().firstValue(NAME)).isEmpty();
      new HubCaller(server()).publish("topic", "/reconcile/none", "data", "x");
      assertThat(reader.await(1)).extracting(Dispatched::type).containsExactly("message");
    }
  }

  @Test
  default void aCursorIsAnsweredEvenWhereItIsEmptyOrUnknown() throws Exception {
    String path = HubCaller.HUB + "?match=/reconcile/odd";
    for (String cursor : List.of("", "urn:unknown", "%23zzz-1", "%23", "%00", "x".repeat(2000))) {
      try (var reader = StreamReader.open(server(), path + "&last_event_id=" + cursor)) {
        assertThat(reader.headers().firstValue(NAME)).as(cursor).hasValue("earliest");
        assertThat(reader.await(1).get(0).data()).as(cursor).contains("\"status\":\"reset\"");
      }
    }
    try (var reader = StreamReader.open(server(), path, "Last-Event-ID", "")) {
      assertThat(reader.headers().firstValue(NAME)).hasValue("earliest");
    }
  }

  @Test
  default void theHeaderWinsOverTheQuery() throws Exception {
    HubCaller caller = new HubCaller(server());
    String topic = "/reconcile/order";
    for (String id : List.of("urn:reconcile:1", "urn:reconcile:2", "urn:reconcile:3")) {
      caller.publish("topic", topic, "id", id, "data", id);
    }
    String path = HubCaller.HUB + "?match=" + topic + "&last_event_id=urn:reconcile:1";
    try (var query = StreamReader.open(server(), path);
        var header = StreamReader.open(server(), path, "Last-Event-ID", "urn:reconcile:2")) {
      assertThat(query.headers().firstValue(NAME)).hasValue("urn:reconcile:1");
      assertThat(query.awaitData(2)).startsWith("urn:reconcile:2", "urn:reconcile:3");
      assertThat(header.headers().firstValue(NAME)).hasValue("urn:reconcile:2");
      assertThat(header.awaitData(1)).startsWith("urn:reconcile:3");
    }
  }

  @Test
  default void earliestIsEverythingThatIsKept() throws Exception {
    HubCaller caller = new HubCaller(server());
    String topic = "/reconcile/earliest";
    caller.publish("topic", topic, "data", "1");
    caller.publish("topic", topic, "data", "2");
    try (var reader =
        StreamReader.open(
            server(), HubCaller.HUB + "?match=" + topic + "&last_event_id=earliest")) {
      assertThat(reader.headers().firstValue(NAME)).hasValue("earliest");
      assertThat(reader.awaitData(3)).startsWith("1", "2");
      assertThat(reader.await(3).get(2).data()).isEqualTo("{\"status\":\"live\",\"replayed\":2}");
    }
  }

  @Test
  default void anIdThatSeveralEventsHaveStandsForTheFirst() throws Exception {
    HubCaller caller = new HubCaller(server());
    String topic = "/reconcile/twice";
    for (String data : List.of("1", "2", "3")) {
      caller.publish("topic", topic, "id", "urn:reconcile:twice", "data", data);
    }
    try (var reader =
        StreamReader.open(
            server(), HubCaller.HUB + "?match=" + topic + "&last_event_id=urn:reconcile:twice")) {
      assertThat(reader.awaitData(2)).startsWith("2", "3");
    }
  }

  @Test
  default void thePositionOfAnEventIsACursorWhateverIdItHas() throws Exception {
    HubCaller caller = new HubCaller(server());
    String topic = "/reconcile/position";
    String first = caller.publish("topic", topic, "data", "1");
    caller.publish("topic", topic, "id", "urn:reconcile:own", "data", "2");
    String path = HubCaller.HUB + "?match=" + topic + "&last_event_id=" + HubCaller.encode(first);
    try (var reader = StreamReader.open(server(), path)) {
      assertThat(reader.headers().firstValue(NAME)).hasValue(first);
      assertThat(reader.await(1).get(0))
          .isEqualTo(new Dispatched("urn:reconcile:own", "message", "2"));
    }
  }
}
