package dev.courant.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.courant.it.durability.Replay;
import dev.courant.wire.EventStreamParser.Dispatched;
import jakarta.json.JsonObject;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/**
 * What has to work wherever Courant is put: a few checks across all of it, for servers that the
 * whole suite is not run on.
 */
public interface SmokeBehaviour {
  /** Enough to fill what lies between a server and a client that does not read. */
  int STALL_EVENTS = 300;

  int STALL_BYTES = 40_000;

  /** Half of {@code courant.write-stall}: who waited for a stalled client would wait for longer. */
  Duration NOBODY_WAITED = Duration.ofMillis(2500);

  /** One line for each message, or the brackets of Payara Server. */
  Pattern TROUBLE = Pattern.compile("^(\\S+ \\S+ +|.*\\] \\[)(WARN|WARNING|ERROR|SEVERE|FATAL)\\b");

  int CROWD = 40;

  /** The server on which the application is deployed. */
  ServerUnderTest server();

  @Test
  default void anEventReachesEveryTransport() throws Exception {
    HubCaller caller = new HubCaller(server());
    String cursor = caller.publish("topic", "/smoke/before", "data", "x");
    CompletableFuture<JsonObject> poll = later(new Poller(server(), "match=/smoke", 20, cursor));
    try (var stream = StreamReader.on(server(), "/smoke");
        var sink = StreamReader.throughJaxRs(server(), "/smoke");
        var lines = LineReader.open(server(), HubCaller.HUB + "?match=/smoke");
        var socket = SocketClient.on(server(), "/smoke")) {
      Eventually.holds(() -> assertThat(caller.overview("connections")).isEqualTo(5));
      String id = caller.publish("topic", "/smoke", "data", "to everybody", "type", "news");
      var expected = new Dispatched(id, "news", "to everybody");
      assertThat(stream.await(1)).containsExactly(expected);
      assertThat(sink.await(1)).containsExactly(expected);
      assertThat(lines.dataUpTo("to everybody")).hasSize(1);
      assertThat(socket.dataUpTo("to everybody")).hasSize(1);
      assertThat(Poller.dataOf(poll.get())).containsExactly("to everybody");
    }
  }

  private static CompletableFuture<JsonObject> later(Poller poller) {
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            return poller.poll();
          } catch (Exception e) {
            throw new IllegalStateException(e);
          }
        });
  }

  @Test
  default void whoComesBackWithACursorGetsWhatItMissed() throws Exception {
    assertThatNothingIsMissedBy(() -> {});
  }

  /** What was published before something happened is there behind its cursor afterwards. */
  default void assertThatNothingIsMissedBy(ThrowingCallable happening) throws Exception {
    HubCaller caller = new HubCaller(server());
    String cursor = caller.publish("topic", "/smoke/missed", "data", "seen");
    List<Dispatched> missed = new ArrayList<>();
    for (String data : List.of("1", "2", "3")) {
      missed.add(
          new Dispatched(caller.publish("topic", "/smoke/missed", "data", data), "message", data));
    }
    try {
      happening.call();
    } catch (Throwable failure) {
      throw new AssertionError(failure);
    }
    Replay replay = Replay.behind(cursor, server(), "/smoke/missed");
    assertThat(replay.events()).isEqualTo(missed);
    assertThat(replay.notice()).isEqualTo("{\"status\":\"live\",\"replayed\":3}");
  }

  @Test
  default void whatIsRefusedIsToldAsAProblem() throws Exception {
    HubCaller caller = new HubCaller(server());
    HttpResponse<String> anonymous = caller.send(caller.posting("topic=/smoke&data=x"));
    assertThat(anonymous.statusCode()).isEqualTo(401);
    HttpResponse<String> empty = caller.post("data=x");
    assertThat(empty.statusCode()).isEqualTo(400);
    HttpResponse<String> byJaxRs = caller.send(caller.sending("POST", "api/admin/tokens", "{"));
    assertThat(byJaxRs.statusCode()).isEqualTo(400);
    assertThat(List.of(anonymous, empty, byJaxRs))
        .allSatisfy(
            answer -> {
              assertThat(answer.headers().firstValue("Content-Type").orElse(""))
                  .startsWith("application/problem+json");
              assertThat(answer.body()).contains("\"status\":" + answer.statusCode());
            });
  }

  @Test
  default void pagesAreThereAndATokenIsMade() throws Exception {
    HubCaller caller = new HubCaller(server());
    for (String path :
        List.of("", "client/courant.js", "compare/", "tabs/", "admin/", "api/health/ready")) {
      assertThat(caller.get(path).statusCode()).as(path).isEqualTo(200);
    }
    String token = caller.mint("{\"subject\":\"s\",\"subscribe\":[\"/smoke/private\"]}");
    String path = HubCaller.HUB + "?match=/smoke/private";
    try (var reader = StreamReader.open(server(), path, "Authorization", token);
        var stranger = StreamReader.open(server(), path)) {
      caller.publish("topic", "/smoke/private", "data", "secret", "private", "on");
      caller.publish("topic", "/smoke/private", "data", "public");
      assertThat(reader.dataUpTo("public")).containsExactly("secret", "public");
      assertThat(stranger.dataUpTo("public")).containsExactly("public");
    }
  }

  @Test
  default void theClockTicksForWhoeverListens() throws Exception {
    try (var stream = StreamReader.on(server(), "/clock");
        var sink = StreamReader.open(server(), "api/sse")) {
      assertThat(stream.awaitData(2)).anyMatch(data -> data.matches("\\d{13};"));
      assertThat(sink.awaitData(2)).anyMatch(data -> data.matches("\\d{13};"));
    }
  }

  @Test
  default void aClientThatDoesNotReadDelaysNobodyAndIsLetGoOf() throws Exception {
    HubCaller caller = new HubCaller(server());
    Eventually.holds(() -> assertThat(caller.overview("connections")).isZero());
    long stalledBefore = caller.overview("STALLED");
    int descriptors = server().openFileDescriptors();
    List<RawClient> stalled = new ArrayList<>();
    try (var reader = StreamReader.on(server(), "/smoke/stall")) {
      for (String path : List.of(HubCaller.HUB, HubCaller.HUB, "api/events")) {
        stalled.add(RawClient.withTinyBuffer(server()).send("GET", path + "?match=/smoke/stall"));
      }
      stalled.add(
          RawClient.withTinyBuffer(server())
              .send("GET", "ws?match=/smoke/stall", Handshakes.lines()));
      int all = stalled.size() + 1;
      Eventually.holds(() -> assertThat(caller.overview("connections")).isEqualTo(all));
      assertThat(longestPublication(caller)).isLessThan(NOBODY_WAITED);
      assertThat(reader.awaitData(STALL_EVENTS))
          .extracting(data -> data.substring(0, data.indexOf(':')))
          .containsExactlyElementsOf(
              IntStream.range(0, STALL_EVENTS).mapToObj(i -> "" + i).toList());
      Eventually.holds(
          () -> assertThat(caller.overview("STALLED")).isEqualTo(stalledBefore + stalled.size()));
      assertThat(caller.overview("connections")).isEqualTo(1);
      // Though they hold their end open, nothing is kept for them but what the reader has.
      Eventually.holds(
          () ->
              assertThat(server().openFileDescriptors())
                  .isLessThan(descriptors + 1 + stalled.size()));
    }
    for (RawClient client : stalled) {
      client.reset();
    }
  }

  private static Duration longestPublication(HubCaller caller) throws Exception {
    long longest = 0;
    for (int i = 0; i < STALL_EVENTS; i++) {
      long start = System.nanoTime();
      caller.publish("topic", "/smoke/stall", "data", i + ":" + "x".repeat(STALL_BYTES));
      longest = Math.max(longest, System.nanoTime() - start);
    }
    return Duration.ofNanos(longest);
  }

  @Test
  default void aClientThatLeftIsNoticedWithoutALineInTheLog() throws Exception {
    HubCaller caller = new HubCaller(server());
    Eventually.holds(() -> assertThat(caller.overview("connections")).isZero());
    int logged = server().logged().length();
    List<RawClient> clients = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      String path = i % 4 == 0 ? "api/events" : HubCaller.HUB;
      clients.add(RawClient.connect(server()).send("GET", path + "?match=/smoke/left"));
    }
    for (int i = 0; i < clients.size(); i++) {
      assertThat(clients.get(i).readHead().status()).isEqualTo(200);
    }
    assertThat(caller.overview("connections")).isEqualTo(clients.size());
    for (int i = 0; i < clients.size(); i++) {
      if (i % 2 == 0) {
        clients.get(i).reset();
      } else {
        clients.get(i).vanish();
      }
    }
    Eventually.holds(() -> assertThat(caller.overview("connections")).isZero());
    assertThat(troubleIn(server().logged().substring(logged))).isEmpty();
  }

  /** Servers use again what belonged to a client that has gone. */
  @Test
  default void whoComesWhileOthersLeaveGetsNothingOfThat() throws Exception {
    HubCaller caller = new HubCaller(server());
    for (String wave : List.of("first", "second", "third")) {
      Eventually.holds(() -> assertThat(caller.overview("connections")).isZero());
      List<RawClient> clients = new ArrayList<>();
      for (int i = 0; i < CROWD; i++) {
        String path = i % 3 == 0 ? "api/events" : HubCaller.HUB;
        clients.add(RawClient.connect(server()).send("GET", path + "?match=/smoke/wave"));
      }
      Eventually.holds(() -> assertThat(caller.overview("connections")).isEqualTo(CROWD));
      caller.publish("topic", "/smoke/wave", "data", wave);
      for (RawClient client : clients) {
        String line = client.readLine();
        while (!line.equals("data: " + wave)) {
          line = client.readLine();
        }
      }
      for (RawClient client : clients) {
        client.reset();
      }
    }
  }

  /** Those lines of a log that an operator would be woken up for. */
  default List<String> troubleIn(String log) {
    return log.lines().filter(TROUBLE.asPredicate()).toList();
  }
}
