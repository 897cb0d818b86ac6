package dev.courant.hub;

import static dev.courant.hub.connection.Samples.everything;
import static org.assertj.core.api.Assertions.assertThat;

import dev.courant.event.Eventually;
import dev.courant.hub.connection.Connection;
import dev.courant.hub.connection.RecordingChannel;
import dev.courant.wire.EventStreamParser.Dispatched;
import dev.courant.wire.Notice;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Long histories for readers who take their time. */
class SlowReplaysTest {
  private static final int HISTORY = 20_000;
  private static final Pattern GAP =
      Pattern.compile(
          "\\{\"status\":\"gap\",\"lost\":\\{\"from\":\"#e-(\\d+)\",\"to\":\"#e-(\\d+)\"}}");

  @TempDir private Path directory;

  @Test
  void fiftySlowReplaysKeepNobodyFromReplayingAndAreCompleteInTheEnd() throws Exception {
    try (HubRig rig = HubOverDisk.open(directory.resolve("courant.db"), Long.MAX_VALUE)) {
      HubOverDisk.publish(rig, HISTORY);
      List<Client> slow = new ArrayList<>();
      for (int i = 0; i < 50; i++) {
        slow.add(new Client(rig, RecordingChannel.blocked()));
      }
      Client quick = new Client(rig, RecordingChannel.open());
      Eventually.assertHolds("the quick one is live", () -> quick.notices().size() == 1);
      assertThat(quick.notices())
          .containsExactly("{\"status\":\"live\",\"replayed\":" + HISTORY + "}");
      assertThat(slow).allMatch(client -> client.data().isEmpty());

      Client patient = slow.get(0);
      Random random = new Random(1);
      for (int published = 0; published < 100; published++) {
        HubOverDisk.publish(rig, 1);
        patient.channel.allow(random.nextInt(3));
        patient.connection.ready();
      }
      quick.assertHasAllUpTo(HISTORY + 100);
      patient.channel.unblock(patient.connection);
      patient.assertHasAllUpTo(HISTORY + 100);
      assertThat(patient.notices()).hasSize(1);
      assertThat(slow).allMatch(client -> client.connection.isOpen());
    }
  }

  @Test
  void aReaderThatRetentionOvertakesInMidReplayIsToldOnceAndGoesOn() throws Exception {
    try (HubRig rig = HubOverDisk.open(directory.resolve("courant.db"), 3_000)) {
      HubOverDisk.publish(rig, 3_000);
      Client overtaken = new Client(rig, RecordingChannel.blocked());
      Eventually.assertHolds(
          "something of the first page is on its way",
          () -> {
            overtaken.channel.allow(1);
            overtaken.connection.ready();
            return !overtaken.data().isEmpty();
          });
      HubOverDisk.publish(rig, 5_000);
      Eventually.assertHolds("the first are removed", () -> rig.log.bounds().floor() == 5_000);
      overtaken.channel.unblock(overtaken.connection);
      Eventually.assertHolds("it has caught up", () -> overtaken.data().contains("" + 8_000));

      Eventually.assertHolds("it is told twice", () -> overtaken.notices().size() == 2);
      assertThat(overtaken.notices().get(1)).contains("\"live\"");
      Matcher gap = GAP.matcher(overtaken.notices().get(0));
      assertThat(gap.matches()).as("one of a gap: %s", overtaken.notices()).isTrue();
      long from = Long.parseLong(gap.group(1));
      assertThat(gap.group(2)).isEqualTo("5000");
      List<String> expected = numbers(1, from - 1);
      expected.addAll(numbers(5_001, 8_000));
      assertThat(overtaken.data()).isEqualTo(expected);
      HubOverDisk.publish(rig, 1);
      Eventually.assertHolds("it is live", () -> overtaken.data().contains("" + 8_001));
    }
  }

  private static List<String> numbers(long first, long last) {
    return new ArrayList<>(LongStream.rangeClosed(first, last).mapToObj(Long::toString).toList());
  }

  private static final class Client {
    final RecordingChannel channel;
    final Connection connection;

    Client(HubRig rig, RecordingChannel channel) {
      this.channel = channel;
      this.connection =
          rig.connect(everything(), Cursor.parse(Optional.of("earliest"))).connection();
      connection.attach(channel);
    }

    List<String> data() {
      return channel.dispatched().stream()
          .filter(d -> !d.type().equals(Notice.TYPE))
          .map(Dispatched::data)
          .toList();
    }

    List<String> notices() {
      return channel.dispatched().stream()
          .filter(d -> d.type().equals(Notice.TYPE))
          .map(Dispatched::data)
          .toList();
    }

    void assertHasAllUpTo(long last) {
      Eventually.assertHolds("the last has arrived", () -> data().contains("" + last));
      assertThat(data()).isEqualTo(numbers(1, last));
      assertThat(channel.breaches()).isEmpty();
    }
  }
}
