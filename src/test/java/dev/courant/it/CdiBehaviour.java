package dev.courant.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.courant.wire.EventStreamParser.Dispatched;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What application code fires as CDI events, with transactions and without. */
interface CdiBehaviour {
  /** The server on which the application is deployed. */
  ServerUnderTest server();

  @Test
  default void aHundredEventsFiredInOneTransactionArriveInTheOrderFired() throws Exception {
    HubCaller caller = new HubCaller(server());
    for (String topic : List.of("/cdi/commit/1", "/cdi/commit/2")) {
      try (var reader = StreamReader.on(server(), topic)) {
        assertThat(caller.trigger("transaction/committed", "", "topic", topic, "count", "100"))
            .isEqualTo("committed");
        List<Dispatched> events = reader.await(100);
        assertThat(events).extracting(Dispatched::data).isEqualTo(numbered(100));
        assertTogether(events);
      }
    }
  }

  @Test
  default void aTransactionThatIsRolledBackPublishesNothing() throws Exception {
    HubCaller caller = new HubCaller(server());
    String topic = "/cdi/rollback";
    try (var reader = StreamReader.on(server(), topic)) {
      assertThat(caller.trigger("transaction/rolled-back", "", "topic", topic, "count", "100"))
          .isEqualTo("rolled back");
      caller.publish("topic", topic, "data", "the end");
      assertThat(reader.dataUpTo("the end")).containsExactly("the end");
    }
  }

  @Test
  default void whoCatchesARefusalMayCommitTheRest() throws Exception {
    HubCaller caller = new HubCaller(server());
    String topic = "/cdi/caught";
    try (var reader = StreamReader.on(server(), topic)) {
      assertThat(caller.trigger("transaction/refusal-caught", "", "topic", topic, "count", "100"))
          .isEqualTo("committed after INVALID");
      List<Dispatched> events = reader.await(100);
      assertThat(events).extracting(Dispatched::data).isEqualTo(numbered(100));
      assertTogether(events);
    }
  }

  @Test
  default void whoLetsARefusalPassRollsBackAll() throws Exception {
    HubCaller caller = new HubCaller(server());
    String topic = "/cdi/passed";
    try (var reader = StreamReader.on(server(), topic)) {
      assertThat(caller.trigger("transaction/refusal-passed", "", "topic", topic, "count", "100"))
          .isEqualTo("rolled back for INVALID");
      caller.publish("topic", topic, "data", "the end");
      assertThat(reader.dataUpTo("the end")).containsExactly("the end");
    }
  }

  @Test
  default void withoutATransactionAnEventIsThereWhenFireReturns() throws Exception {
    HubCaller caller = new HubCaller(server());
    try (var reader = StreamReader.on(server(), "/cdi/plain")) {
      for (int i = 1; i <= 10; i++) {
        assertThat(caller.trigger("fire/and-look", "event " + i, "topic", "/cdi/plain"))
            .isEqualTo("visible");
      }
      assertThat(reader.awaitData(10)).isEqualTo(numbered(10));
    }
  }

  @Test
  default void fireAsyncPublishesAndItsStageFailsWithTheRefusal() throws Exception {
    HubCaller caller = new HubCaller(server());
    try (var reader = StreamReader.on(server(), "/cdi/async")) {
      assertThat(caller.trigger("fire/async", "later", "topic", "/cdi/async", "type", "t"))
          .isEqualTo("done");
      assertThat(caller.trigger("fire/async", "x", "topic", "mercure/reserved"))
          .isEqualTo("refused INVALID");
      assertThat(reader.await(1))
          .extracting(Dispatched::type, Dispatched::data)
          .containsExactly(tuple("t", "later"));
    }
  }

  @Test
  default void aPushedPayloadIsJsonOnTheTopicThatItNames() throws Exception {
    HubCaller caller = new HubCaller(server());
    try (var reader =
        StreamReader.on(server(), "/it/orders/o-1", "/it/sensors/7", "/it/invoices/2")) {
      caller.trigger("fire/order", "", "id", "o-1");
      caller.trigger("fire/sensor", "", "id", "7");
      caller.trigger("fire/invoice", "", "id", "2");
      assertThat(reader.await(3))
          .extracting(Dispatched::type, Dispatched::data)
          .containsExactly(
              tuple("message", "{\"id\":\"o-1\",\"state\":\"changed\"}"),
              tuple("message", "{\"id\":7,\"value\":21.5}"),
              tuple("invoice", "{\"id\":\"2\"}"));
    }
  }

  @Test
  default void aPayloadMayBePushedForThoseWhoWereGrantedItOnly() throws Exception {
    HubCaller caller = new HubCaller(server());
    String topic = "/cdi/private";
    String path = HubCaller.HUB + "?match=" + topic;
    String token = caller.mint("{\"subject\":\"ann\",\"subscribe\":[\"%s\"]}".formatted(topic));
    try (var granted = StreamReader.open(server(), path, "Authorization", token);
        var others = StreamReader.open(server(), path)) {
      caller.trigger("fire/pushed", "", "topic", topic, "id", "secret", "private", "true");
      caller.trigger("fire/pushed", "", "topic", topic, "id", "open");
      assertThat(granted.awaitData(2)).hasSize(2);
      assertThat(others.awaitData(1)).containsExactly("{\"id\":\"open\",\"state\":\"pushed\"}");
    }
  }

  @Test
  default void aPushedPayloadIsWorthKnowingForAsLongAsItSays() throws Exception {
    HubCaller caller = new HubCaller(server());
    String topic = "/cdi/ttl";
    String cursor = Poller.head(server(), topic);
    caller.trigger("fire/pushed", "", "topic", topic, "id", "brief", "ttl", "PT0.001S");
    caller.trigger("fire/pushed", "", "topic", topic, "id", "long", "ttl", "PT1H");
    var poller = new Poller(server(), "match=" + topic, 0, cursor);
    assertThat(Poller.dataOf(poller.poll()))
        .containsExactly("{\"id\":\"long\",\"state\":\"pushed\"}");
    assertThat(caller.trigger("fire/pushed", "", "topic", topic, "id", "x", "ttl", "10"))
        .isEqualTo("refused INVALID");
  }

  @Test
  default void whatIsPutIntoATopicIsPercentEncoded() throws Exception {
    String id = "a/b c%2F?ä&{x}\n~*'_.-";
    String topic = "/it/orders/a%2Fb%20c%252F%3F%C3%A4%26%7Bx%7D%0A~%2A%27_.-";
    try (var reader = StreamReader.on(server(), topic)) {
      assertThat(new HubCaller(server()).trigger("fire/order", "", "id", id)).isEqualTo("done");
      assertThat(reader.awaitData(1)).hasSize(1);
    }
  }

  @Test
  default void aPayloadWithoutThePropertyOfTheTopicIsRefused() throws Exception {
    HubCaller caller = new HubCaller(server());
    assertThat(caller.trigger("fire/customer", "", "id", "1")).isEqualTo("refused INVALID");
    // There, but empty: it would be another topic.
    assertThat(caller.trigger("fire/order", "", "id", "")).isEqualTo("refused INVALID");
    // JSON-B leaves out what is null.
    assertThat(caller.trigger("fire/order", "")).isEqualTo("refused INVALID");
  }

  private static List<String> numbered(int count) {
    return IntStream.rangeClosed(1, count).mapToObj(i -> "event " + i).toList();
  }

  /** Nothing of others stands between them: their offsets are consecutive. */
  private static void assertTogether(List<Dispatched> events) {
    List<Long> offsets =
        events.stream()
            .map(
                e ->
                    Long.parseLong(e.lastEventId().substring(e.lastEventId().lastIndexOf('-') + 1)))
            .toList();
    assertThat(offsets)
        .isEqualTo(IntStream.range(0, offsets.size()).mapToObj(i -> offsets.get(0) + i).toList());
  }
}
