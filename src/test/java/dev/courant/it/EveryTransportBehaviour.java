package dev.courant.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import dev.courant.wire.EventStreamParser.Dispatched;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * An event reads the same on every transport, and one cursor works across all of them (promise P7).
 */
interface EveryTransportBehaviour {
  int MANY = 5_000;
  int SWITCHES = 100;

  /** With the hash code that Java's strings have. */
  String READ_IN_THE_BROWSER =
      """
      ([url, count]) => new Promise((done) => {
        const source = new EventSource(url);
        const seen = [];
        source.onmessage = ({ lastEventId, data }) => {
          let hash = 0;
          for (let i = 0; i < data.length; i++) hash = (31 * hash + data.charCodeAt(i)) | 0;
          if (seen.push(`${lastEventId} ${hash}`) === count) {
            source.close();
            done(seen);
          }
        };
      })""";

  /** The server on which the application is deployed. */
  ServerUnderTest server();

  /** What was read of an event: the same whichever way it came. */
  record Seen(String id, String data) {
    static Seen of(JsonObject event) {
      return new Seen(event.getString("id"), event.getString("data"));
    }
  }

  /**
   * What was read in one go.
   *
   * @param cursor where to go on, with whatever transport
   */
  record Part(List<Seen> events, String cursor) {}

  /** A transport: reads from a cursor on until there are so many events, and leaves. */
  interface Way {
    Part read(String topic, String cursor, int count) throws Exception;
  }

  private List<Way> ways() {
    return List.of(
        this::readEvents, this::readLines, this::readMessages, this::longPoll, this::poll);
  }

  @Test
  default void thousandsOfNastyEventsReadTheSameOnEveryTransport() throws Exception {
    String topic = "/every/nasty";
    String head = Poller.head(server(), topic);
    List<String> data = thousandsOfData();
    JsonArrayBuilder json = Json.createArrayBuilder();
    data.forEach(json::add);
    String body = json.build().toString();
    new HubCaller(server()).trigger("transaction/data", body, "topic", topic);
    List<Seen> first = ways().get(0).read(topic, head, MANY).events();
    assertThat(first).hasSize(MANY);
    for (int i = 0; i < MANY; i++) {
      String expected = data.get(i).replace("\r\n", "\n").replace("\r", "\n");
      assertThat(first.get(i).data().equals(expected)).as("event %d", i).isTrue();
    }
    for (int w = 1; w < ways().size(); w++) {
      List<Seen> other = ways().get(w).read(topic, head, MANY).events();
      // As a question: a failure that shows megabytes helps nobody.
      assertThat(other.equals(first)).as("transport %d reads the same as the first", w).isTrue();
    }
    // Its own way to tell each apart is enough: megabytes need not leave the browser.
    assertThat(readByTheBrowser(topic, head))
        .containsExactlyElementsOf(
            first.stream().map(seen -> seen.id() + ' ' + seen.data().hashCode()).toList());
  }

  /** The browser's own EventSource: the id and the hash code of each event. Needs a browser. */
  @SuppressWarnings("unchecked")
  private List<String> readByTheBrowser(String topic, String head) {
    try (var browser = Browser.open()) {
      Page page = browser.page();
      page.navigate(server().at("client/courant.js").toString());
      String url = server().at(path(topic) + "&last_event_id=" + HubCaller.encode(head)).toString();
      return (List<String>) page.evaluate(READ_IN_THE_BROWSER, List.of(url, MANY));
    }
  }

  private static List<String> thousandsOfData() {
    List<String> data = new ArrayList<>(NastyDataBehaviour.nasty());
    List<String> small = data.stream().filter(one -> one.length() < 1000).toList();
    for (int i = 0; data.size() < MANY; i++) {
      data.add(small.get(i % small.size()) + i + small.get((i * 7) % small.size()));
    }
    return data;
  }

  @Test
  default void whoChangesTheTransportMidstreamLosesNothingAndGetsNothingTwice() throws Exception {
    String topic = "/every/switch";
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    String cursor = Poller.head(server(), topic);
    AtomicBoolean isEnough = new AtomicBoolean();
    ExecutorService publisher = Executors.newSingleThreadExecutor();
    try {
      Future<Integer> published = publisher.submit(() -> publishUntil(isEnough, topic));
      List<String> seen = new ArrayList<>();
      for (int i = 0; i < SWITCHES; i++) {
        Way way = ways().get(random.nextInt(ways().size()));
        Part part = way.read(topic, cursor, random.nextInt(4));
        part.events().forEach(event -> seen.add(event.data()));
        cursor = part.cursor();
      }
      isEnough.set(true);
      int all = published.get();
      while (seen.size() < all) {
        Part part = longPoll(topic, cursor, 1);
        part.events().forEach(event -> seen.add(event.data()));
        cursor = part.cursor();
      }
      assertThat(seen)
          .as("the seed is %d", seed)
          .containsExactlyElementsOf(IntStream.range(0, all).mapToObj(i -> "" + i).toList());
    } finally {
      isEnough.set(true);
      publisher.shutdownNow();
    }
  }

  /** Some events have ids of their own, and others in between are of no concern. */
  private int publishUntil(AtomicBoolean isEnough, String topic) throws Exception {
    HubCaller caller = new HubCaller(server());
    int count = 0;
    while (!isEnough.get()) {
      if (count % 3 == 0) {
        caller.publish("topic", topic, "data", "" + count, "id", "urn:every:" + count);
        caller.publish("topic", "/every/other", "data", "x");
      } else {
        caller.publish("topic", topic, "data", "" + count);
      }
      count++;
    }
    return count;
  }

  private Part readEvents(String topic, String cursor, int count) throws Exception {
    try (var reader = StreamReader.open(server(), path(topic), "Last-Event-ID", cursor)) {
      Eventually.holds(
          () -> assertThat(events(reader.await(0))).hasSizeGreaterThanOrEqualTo(count));
      List<Dispatched> all = reader.await(0);
      String last = all.isEmpty() ? cursor : all.get(all.size() - 1).lastEventId();
      return new Part(events(all), last);
    }
  }

  private static List<Seen> events(List<Dispatched> all) {
    return all.stream()
        .filter(event -> !event.type().equals("courant"))
        .map(event -> new Seen(event.lastEventId(), event.data()))
        .toList();
  }

  private Part readLines(String topic, String cursor, int count) throws Exception {
    try (var reader = LineReader.open(server(), path(topic), "Last-Event-ID", cursor)) {
      reader.await(count);
      return part(reader.objects(), cursor);
    }
  }

  private Part readMessages(String topic, String cursor, int count) throws Exception {
    String path = "ws?match=" + topic + "&last_event_id=" + HubCaller.encode(cursor);
    try (var socket = SocketClient.open(server(), path)) {
      Eventually.holds(() -> assertThat(socket.events()).hasSizeGreaterThanOrEqualTo(count));
      return part(socket.messages(), cursor);
    }
  }

  private static Part part(List<JsonObject> all, String cursor) {
    String last =
        all.stream()
            .map(o -> o.getString("id", ""))
            .filter(id -> !id.isEmpty())
            .reduce(cursor, (a, b) -> b);
    return new Part(all.stream().filter(o -> o.containsKey("data")).map(Seen::of).toList(), last);
  }

  private Part longPoll(String topic, String cursor, int count) throws Exception {
    return collect(new Poller(server(), "match=" + topic, 15, cursor), count);
  }

  private Part poll(String topic, String cursor, int count) throws Exception {
    return collect(new Poller(server(), "match=" + topic + "&limit=1000", 0, cursor), count);
  }

  private static Part collect(Poller poller, int count) throws Exception {
    List<Seen> events = poller.await(count).stream().map(Seen::of).toList();
    return new Part(events, poller.cursor());
  }

  private static String path(String topic) {
    return HubCaller.HUB + "?match=" + topic;
  }
}
