package dev.courant.it;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Who cannot keep up, or does not want to, may ask for less than everything. */
interface DeliveryBehaviour {
  int MANY = 20_000;

  /** The server on which the application is deployed. */
  ServerUnderTest server();

  @Test
  default void whoReadsSlowlyAndWantsTheLatestComesToTheEndWithoutWhatIsOutOfDate()
      throws Exception {
    String topic = "/delivery/latest";
    HubCaller caller = new HubCaller(server());
    long skippedBefore = caller.overview("skipped");
    try (var all = StreamReader.on(server(), topic);
        var slow =
            RawClient.withTinyBuffer(server())
                .send("GET", HubCaller.HUB + "?match=" + topic + "&delivery=latest")) {
      assertThat(slow.readHead().status()).isEqualTo(200);
      String size = "" + 1000;
      caller.trigger(
          "load", "", "topic", topic, "count", "" + MANY, "bytes", size, "per-second", "10000");
      List<Integer> numbers = numbersUpTo(MANY, slow);
      assertThat(numbers).isSorted().doesNotHaveDuplicates().hasSizeLessThan(MANY);
      assertThat(caller.overview("skipped") - skippedBefore).isEqualTo(MANY - numbers.size());
      assertThat(all.await(MANY)).as("who wants everything").hasSize(MANY);
    }
  }

  private static List<Integer> numbersUpTo(int last, RawClient client) throws Exception {
    List<Integer> numbers = new ArrayList<>();
    while (numbers.isEmpty() || numbers.get(numbers.size() - 1) < last) {
      String line = client.readLine();
      if (line.startsWith("data: ")) {
        numbers.add(Integer.parseInt(line.substring(6, 16)));
      }
    }
    return numbers;
  }

  @Test
  default void aRateThinsAStreamOfAnyTransportAndTheNewestArrives() throws Exception {
    String topic = "/delivery/rate";
    String asked = "match=" + topic + "&max_rate=1";
    try (var events = StreamReader.open(server(), HubCaller.HUB + "?" + asked);
        var sink = StreamReader.open(server(), "api/events?" + asked);
        var lines = LineReader.open(server(), HubCaller.HUB + "?" + asked);
        var socket = SocketClient.open(server(), "ws?" + asked)) {
      fireTogether(topic, "first");
      List<List<String>> all =
          List.of(
              events.dataUpTo("first 99"),
              sink.dataUpTo("first 99"),
              lines.dataUpTo("first 99"),
              socket.dataUpTo("first 99"));
      // Together is together for the log; a pump may have seen them in two parts.
      assertThat(all).allSatisfy(data -> assertThat(data).hasSizeLessThanOrEqualTo(2));
      fireTogether(topic, "second");
      assertThat(events.dataUpTo("second 99")).hasSizeLessThanOrEqualTo(4);
      assertThat(socket.dataUpTo("second 99")).hasSizeLessThanOrEqualTo(4);
    }
  }

  private void fireTogether(String topic, String name) throws Exception {
    JsonArrayBuilder data = Json.createArrayBuilder();
    for (int i = 0; i < 100; i++) {
      data.add(name + " " + i);
    }
    new HubCaller(server()).trigger("transaction/data", data.build().toString(), "topic", topic);
  }

  @Test
  default void aReplayIsCompleteThoughOnlyTheLatestIsAskedFor() throws Exception {
    String topic = "/delivery/replay";
    String head = Poller.head(server(), topic);
    fireTogether(topic, "missed");
    String path = HubCaller.HUB + "?match=" + topic + "&delivery=latest&max_rate=1";
    try (var reader = StreamReader.open(server(), path, "Last-Event-ID", head)) {
      assertThat(reader.dataUpTo("{\"status\":\"live\",\"replayed\":100}")).hasSize(101);
    }
  }

  @Test
  default void aDeliveryThatThereIsNotIsRefusedByEveryTransport() throws Exception {
    HubCaller caller = new HubCaller(server());
    for (String bad :
        List.of(
            "delivery=newest",
            "delivery=all&delivery=latest",
            "max_rate=0",
            "max_rate=-1",
            "max_rate=1001",
            "max_rate=1.5",
            "max_rate=fast")) {
      for (String door : List.of(HubCaller.HUB, "api/events", "api/poll")) {
        String path = door + "?match=/delivery/bad&" + bad;
        assertThat(caller.get(path).statusCode()).as(path).isEqualTo(400);
      }
    }
    var handshake =
        RawClient.connect(server())
            .send("GET", "ws?match=/delivery/bad&max_rate=0", Handshakes.lines());
    assertThat(handshake.readHead().status()).isEqualTo(400);
  }
}
