package dev.courant.hub.fanout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.courant.event.Event;
import dev.courant.event.Publication;
import dev.courant.hub.connection.Samples;
import dev.courant.log.memory.MemoryLog;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class HistoryTest {
  /** A log that could not tell it to its end does not know how far that went. */
  @Test
  void whatIsToldAgainIsPassedOver() {
    MemoryLog log = new MemoryLog("e", 1 << 20, Duration.ofHours(1), () -> 0);
    History history = new History(log, 1 << 20, () -> 0);
    Event one = Samples.event(1, Publication.of("/a", "1"));
    Event two = Samples.event(2, Publication.of("/a", "2"));
    Event three = Samples.event(3, Publication.of("/a", "3"));
    history.append(List.of(one, two));
    history.append(List.of(one, two));
    history.append(List.of(two, three));

    assertThat(history.head()).isEqualTo(3);
    assertThat(history.recent(0, Long.MAX_VALUE, 1 << 20))
        .extracting(encoded -> encoded.event())
        .containsExactly(one, two, three);
  }
}
