package dev.courant.hub.fanout;

import static dev.courant.hub.connection.Samples.interest;
import static dev.courant.hub.connection.Samples.toSubscribe;
import static org.assertj.core.api.Assertions.assertThat;

import dev.courant.access.Grant;
import dev.courant.hub.connection.Interest;
import dev.courant.hub.connection.RecordingChannel;
import dev.courant.hub.fanout.Rig.Reader;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class EncodingTest {
  private static final int EVENTS = 20;

  private static final List<Interest> INTERESTS =
      List.of(
          interest(Grant.ANONYMOUS, "*"),
          interest(Grant.ANONYMOUS, "/a"),
          interest(Grant.ANONYMOUS, "/a", "/b"),
          interest(toSubscribe("/a"), "/a"));

  /**
   * A batch of one is the array that was encoded. So the arrays that arrive are counted, by
   * identity: an event that was encoded twice would be there in two.
   */
  @Test
  void aPublicationCostsOneEncodingPerFormatHoweverManyConnectionsAndAudiencesReadIt() {
    Rig rig = new Rig(100, 1 << 30, 1 << 30);
    List<Pump> pumps = List.of(rig.pump, rig.newPump(), rig.newPump());
    List<Reader> readers = new ArrayList<>();
    for (Pump pump : pumps) {
      for (Interest interest : INTERESTS) {
        readers.add(rig.join(pump, interest, RecordingChannel.open()));
        readers.add(rig.join(pump, interest, RecordingChannel.open()));
      }
    }
    Reader catchingUp = rig.join(INTERESTS.get(0), RecordingChannel.blocked());
    readers.add(catchingUp);
    for (int i = 0; i < EVENTS; i++) {
      rig.publishOn("/a", 1);
      pumps.forEach(pump -> pump.tick(0));
      catchingUp.channel.unblock(catchingUp.connection);
      rig.settle();
      catchingUp.channel.block();
    }
    readers.forEach(Reader::assertComplete);

    Set<byte[]> encodings = Collections.newSetFromMap(new IdentityHashMap<>());
    readers.forEach(reader -> encodings.addAll(reader.channel.arrays()));
    assertThat(readers.stream().mapToInt(r -> r.channel.arrays().size()).sum())
        .isEqualTo(EVENTS * readers.size());
    assertThat(encodings).hasSize(EVENTS);
  }
}
