package dev.courant.hub;

import static org.assertj.core.api.Assertions.assertThat;

import dev.courant.event.Publication;
import dev.courant.hub.connection.Connection;
import dev.courant.hub.connection.Departure;
import dev.courant.hub.connection.RecordingChannel;
import dev.courant.hub.connection.Samples;
import dev.courant.it.Eventually;
import dev.courant.log.EventLog;
import dev.courant.log.postgres.Database;
import dev.courant.log.postgres.Dump;
import dev.courant.log.postgres.Nodes;
import dev.courant.log.postgres.OwnPostgres;
import dev.courant.wire.EventStreamParser.Dispatched;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * P2 when another database takes the place of the one that was: whoever has seen what that one does
 * not know is told so, and no id stands for two events.
 */
class FailoverTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int NODES = 2;

  @TempDir private Path directory;
  private final List<HubRig> nodes = new ArrayList<>();
  private final List<Listener> listeners = new ArrayList<>();
  private final AtomicInteger epochs = new AtomicInteger();

  /** Before the database ends: while it is away that takes longer. */
  @AfterEach
  void close() throws Exception {
    for (HubRig node : nodes) {
      node.close();
    }
    nodes.clear();
  }

  /** Somebody on one of the nodes. */
  private record Listener(Connection connection, RecordingChannel channel) {
    static Listener on(HubRig node, String cursor) {
      Admission admission = node.connect(Samples.everything(), Cursor.parse(Optional.of(cursor)));
      RecordingChannel channel = RecordingChannel.open();
      admission.connection().attach(channel);
      return new Listener(admission.connection(), channel);
    }

    List<Dispatched> events() {
      return channel.dispatched().stream().filter(d -> !d.type().equals("courant")).toList();
    }

    List<String> data() {
      return events().stream().map(Dispatched::data).toList();
    }

    List<String> notices() {
      return channel.dispatched().stream()
          .filter(d -> d.type().equals("courant"))
          .map(Dispatched::data)
          .toList();
    }
  }

  @Test
  void aStandbyThatTakesOverWithoutTheLastCommits() throws Exception {
    try (OwnPostgres primary = OwnPostgres.in(directory);
        OwnPostgres standby = primary.standby(directory.resolve("standby"))) {
      startNodes(OwnPostgres.address(primary, standby));
      publish(0, "1");
      publish(1, "2");
      // The table itself has to come over first.
      Eventually.holds(
          PATIENCE,
          () ->
              assertThat(standby.number("SELECT count(*) FROM pg_class WHERE relname = 'state'"))
                  .isOne());
      Eventually.holds(
          PATIENCE, () -> assertThat(standby.number("SELECT max(events) FROM state")).isEqualTo(2));
      standby.stop();
      loseWhatFollows(
          () -> {
            primary.kill();
            standby.start();
            standby.promote();
          });
      assertThat(standby.number("SELECT timeline::int FROM state")).isEqualTo(2);
      close();
    }
  }

  @Test
  void aBaseBackupThatIsPutBackWhileTheNodesRun() throws Exception {
    try (OwnPostgres database = OwnPostgres.in(directory)) {
      startNodes(database.address());
      publish(0, "1");
      publish(1, "2");
      Path backup = directory.resolve("backup");
      database.backUpTo(backup);
      loseWhatFollows(
          () -> {
            database.stop();
            database.putBack(backup);
            database.start();
          });
      assertThat(database.number("SELECT timeline::int FROM state"))
          .as("nothing tells but what the nodes know")
          .isEqualTo(1);
      close();
    }
  }

  @Test
  void anotherServerIntoWhichADumpWasLoaded() throws Exception {
    try (OwnPostgres first = OwnPostgres.in(directory);
        OwnPostgres other = OwnPostgres.in(directory.resolve("other"))) {
      startNodes(OwnPostgres.address(first, other));
      publish(0, "1");
      publish(1, "2");
      open(other.address()).close();
      Dump.copy(first.address(), other.address());
      loseWhatFollows(first::kill);
      close();
    }
  }

  private interface Switch {
    void run() throws Exception;
  }

  /** Of four events the database knows the first two afterwards. */
  private void loseWhatFollows(Switch toAnother) throws Exception {
    publish(0, "3, lost");
    publish(1, "4, lost");
    for (HubRig node : nodes) {
      Listener one = listen(node, "earliest");
      Eventually.holds(() -> assertThat(one.data()).endsWith("3, lost", "4, lost"));
    }
    List<Listener> before = List.copyOf(listeners);

    toAnother.run();

    for (Listener one : before) {
      Eventually.holds(
          PATIENCE,
          () -> assertThat(one.channel().closes()).containsExactly(Departure.HISTORY_CHANGED));
    }
    publish(0, "3, other");
    publish(1, "4, other");
    for (HubRig node : nodes) {
      Listener back = listen(node, "#e1-4");
      Eventually.holds(
          PATIENCE, () -> assertThat(back.data()).containsExactly("3, other", "4, other"));
      Eventually.holds(
          () ->
              assertThat(back.notices())
                  .containsExactly(
                      "{\"status\":\"gap\",\"lost\":{\"from\":\"#e1-3\",\"to\":\"#e1-4\"}}",
                      "{\"status\":\"live\",\"replayed\":2}"));
      Listener behind = listen(node, "#e1-1");
      Eventually.holds(
          PATIENCE, () -> assertThat(behind.data()).containsExactly("2", "3, other", "4, other"));
      Eventually.holds(() -> assertThat(behind.notices()).hasSize(1));
      assertThat(behind.notices().get(0)).contains("\"live\"");
    }
    assertNoIdStandsForTwo();
  }

  private void assertNoIdStandsForTwo() {
    Map<String, String> known = new HashMap<>();
    for (Listener one : listeners) {
      for (Dispatched event : one.events()) {
        assertThat(known.computeIfAbsent(event.lastEventId(), id -> event.data()))
            .as(event.lastEventId())
            .isEqualTo(event.data());
      }
    }
    assertThat(known).as("four, and two in another epoch").hasSize(6);
  }

  private Listener listen(HubRig node, String cursor) {
    Listener listener = Listener.on(node, cursor);
    listeners.add(listener);
    return listener;
  }

  /** As a publisher does that is told to come back later: what has a key is stored once. */
  private void publish(int node, String data) throws Exception {
    Publication publication = Publication.on("/a").data(data).key(data).build();
    Eventually.holds(
        PATIENCE,
        () -> assertThat(nodes.get(node).hub.publish(publication)).succeedsWithin(PATIENCE));
  }

  private void startNodes(String address) {
    for (int i = 0; i < NODES; i++) {
      nodes.add(HubOverDisk.over(open(address)));
    }
  }

  private EventLog open(String address) {
    return Nodes.open(
        Database.at(address, "", "", Thread::new),
        Duration.ofMillis(500),
        () -> "e" + epochs.incrementAndGet());
  }
}
