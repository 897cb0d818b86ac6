package dev.courant.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.courant.wire.EventStreamParser.Dispatched;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The demonstration that everyone knows: {@code GET /api/sse}. */
interface ClockBehaviour {
  /** The server on which the application is deployed. */
  ServerUnderTest server();

  @Test
  default void theClockTellsTheTimeEverySecondInTwoKindsOfEvents() throws Exception {
    long before = System.currentTimeMillis();
    try (var reader = StreamReader.open(server(), "api/sse")) {
      List<Dispatched> events = reader.await(8);
      List<Dispatched> times = events.stream().filter(e -> e.type().equals("message")).toList();
      assertThat(times).hasSizeGreaterThanOrEqualTo(4);
      // The first tick may have been on its way already.
      long last = before - 1_000;
      for (Dispatched time : times) {
        assertThat(time.data()).matches("[0-9]{13};");
        long millis = Long.parseLong(time.data().substring(0, 13));
        assertThat(millis).isGreaterThanOrEqualTo(last);
        last = millis;
      }
      assertThat(events)
          .filteredOn(e -> e.type().equals("custom-event"))
          .hasSizeGreaterThanOrEqualTo(4)
          .containsOnly(new Dispatched("10", "custom-event", "{\"message\":\"Hello, world!\"}"));
      assertThat(reader.reconnectionMillis()).hasValue(3000);
      // Both are sent together, one kind after the other.
      for (int i = 1; i < 8; i++) {
        assertThat(events.get(i).type()).isNotEqualTo(events.get(i - 1).type());
      }
    }
  }

  @Test
  default void theClockRestsWhenTheLastListenerHasVanished() throws Exception {
    HubCaller caller = new HubCaller(server());
    Eventually.holds(() -> assertThat(caller.overview("connections")).isZero());
    String beforeTheFirstTick = caller.publish("topic", "/marker", "data", "before the clock");
    try (var everything = StreamReader.on(server(), "*")) {
      awaitSilence(everything);
      for (boolean withReset : new boolean[] {true, false}) {
        RawClient first = RawClient.connect(server()).send("GET", "api/sse");
        RawClient second = RawClient.connect(server()).send("GET", HubCaller.HUB + "?match=/clock");
        first.readHead();
        second.readHead();
        int soFar = everything.await(0).size();
        everything.await(soFar + 4);
        long closings = closings();
        first.vanish();
        Eventually.holds(() -> assertThat(caller.overview("connections")).isEqualTo(2));
        assertThat(closings()).as("somebody still listens").isEqualTo(closings);

        if (withReset) {
          second.reset();
        } else {
          second.vanish();
        }
        Eventually.holds(() -> assertThat(closings()).isEqualTo(closings + 1));
        assertThat(caller.overview("connections")).isEqualTo(1);
        // Whoever asks for everything hears no clock now: heartbeats go by, and nothing else.
        String marker = "all that was told before, withReset=" + withReset;
        caller.publish("topic", "/marker", "data", marker);
        everything.dataUpTo(marker);
        int atRest = everything.await(soFar + 4).size();
        letHeartbeatsPass(2);
        assertThat(everything.await(atRest)).hasSize(atRest);
      }
    }
    assertNoTickIsReplayed(beforeTheFirstTick);
  }

  /** A simulation that another test has set going may have to come to its end. */
  private void awaitSilence(StreamReader everything) throws Exception {
    Eventually.holds(
        Duration.ofMinutes(1),
        () -> {
          int before = everything.await(0).size();
          letHeartbeatsPass(2);
          assertThat(everything.await(0)).hasSize(before);
        });
  }

  /** For as long as a stream without events takes for that. */
  private void letHeartbeatsPass(int count) throws Exception {
    try (var idle = RawClient.connect(server()).send("GET", HubCaller.HUB + "?match=/x")) {
      idle.readHead();
      for (int heartbeats = 0; heartbeats < count; ) {
        heartbeats += idle.readLine().startsWith(":") ? 1 : 0;
      }
    }
  }

  /** The clock has been at rest for two heartbeats, and what it says has a shorter {@code ttl}. */
  private void assertNoTickIsReplayed(String cursor) throws Exception {
    String query = HubCaller.form("match", "*", "last_event_id", cursor);
    try (var replay = StreamReader.open(server(), HubCaller.HUB + "?" + query)) {
      List<Dispatched> markers = replay.await(3);
      assertThat(markers)
          .extracting(Dispatched::type)
          .containsExactly("message", "message", "courant");
      assertThat(markers.get(2).data()).isEqualTo("{\"status\":\"live\",\"replayed\":2}");
    }
  }

  private long closings() throws IOException {
    return server().logged().lines().filter(line -> line.contains("Connection closed")).count();
  }
}
