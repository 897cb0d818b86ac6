package dev.courant.hub.fanout;

import static dev.courant.hub.connection.Samples.everything;
import static dev.courant.hub.connection.Samples.interest;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.courant.access.Grant;
import dev.courant.event.Publication;
import dev.courant.hub.connection.Interest;
import dev.courant.hub.connection.RecordingChannel;
import dev.courant.hub.fanout.Rig.Reader;
import dev.courant.wire.EventStreamParser;
import dev.courant.wire.Format;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What an idle reader gets, so that it keeps its place though nothing concerns it. */
class HeartbeatTest {
  private static final Duration HEARTBEAT = Duration.ofNanos(Rig.TIMING.heartbeatNanos());
  private static final Interest OF_B = interest(Grant.ANONYMOUS, "/b");
  private static final String PLAIN = ":\n\n";

  private final Rig rig = Rig.roomy();

  @Test
  void aHeartbeatMovesTheCursorWhereTheLogHasMovedOnAndOnlyThen() {
    Reader idle = rig.join(OF_B, RecordingChannel.open());
    rig.tick();
    rig.tickAfter(HEARTBEAT);
    assertThat(written(idle)).containsExactly(PLAIN);
    rig.publishOn("/a", 5);
    rig.tick();
    rig.tickAfter(HEARTBEAT);
    rig.tickAfter(HEARTBEAT);
    assertThat(written(idle)).containsExactly(PLAIN, "id: #e-5\n\n", PLAIN);
    rig.publishOn("/a", 1);
    rig.tick();
    rig.tickAfter(HEARTBEAT);
    assertThat(written(idle)).endsWith("id: #e-6\n\n");
    assertThat(idle.channel.dispatched()).as("nothing is dispatched").isEmpty();
    assertThat(cursorOf(idle)).isEqualTo("#e-6");
  }

  @Test
  void theCursorNeverRunsAheadOfWhatWasOffered() {
    Reader idle = rig.join(OF_B, RecordingChannel.open());
    rig.tick();
    rig.publishOn("/a", 5);
    rig.tick();
    rig.publishOn("/b", 1);
    rig.tickAfter(HEARTBEAT);
    assertThat(written(idle)).as("the event, and no heartbeat so soon after it").hasSize(1);
    rig.tickAfter(HEARTBEAT);
    assertThat(cursorOf(idle)).isEqualTo("#e-6");
    assertThat(idle.data()).containsExactly("6");
  }

  @Test
  void whoeverStillCatchesUpGetsAHeartbeatThatLeavesItsCursorWhereItIs() {
    Rig behind = new Rig(1 << 20, 1, 1 << 30);
    behind.publishOn("/b", 3);
    behind.tick();
    Reader inTurn = behind.join(behind.pump, OF_B, RecordingChannel.open(), new Entry(1, true));
    behind.tick();
    behind.tickAfter(HEARTBEAT);
    assertThat(written(inTurn)).as("its turn has not come").containsExactly(PLAIN);
    behind.settle();
    inTurn.assertComplete();
    behind.tickAfter(HEARTBEAT);
    assertThat(cursorOf(inTurn)).isEqualTo("#e-3");
  }

  @Test
  void whatMayNotBeReadMovesTheCursorWithoutAWordAboutIt() {
    Reader idle = rig.join(everything(), RecordingChannel.open());
    rig.tick();
    rig.publish(Publication.on("/a").id("secret").data("secret").asPrivate().build());
    rig.tick();
    rig.tickAfter(HEARTBEAT);
    assertThat(written(idle)).containsExactly("id: #e-1\n\n");
  }

  @Test
  void forTheContainerToWriteAHeartbeatHasNoBytes() {
    Interest sink = new Interest(OF_B.matchers(), Grant.ANONYMOUS, Format.CONTAINER);
    Reader idle = rig.join(sink, RecordingChannel.open());
    rig.tick();
    rig.publishOn("/a", 1);
    rig.tick();
    rig.tickAfter(HEARTBEAT);
    assertThat(written(idle)).containsExactly("");
    assertThat(idle.channel.handedOver()).isEmpty();
  }

  private static List<String> written(Reader reader) {
    return reader.channel.arrays().stream().map(array -> new String(array, UTF_8)).toList();
  }

  /** What a browser would come back with. */
  private static String cursorOf(Reader reader) {
    EventStreamParser parser = new EventStreamParser(event -> {});
    reader.channel.arrays().forEach(parser::feed);
    return parser.lastEventId();
  }
}
