package dev.courant.hub.fanout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.courant.event.Event;
import dev.courant.event.Publication;
import dev.courant.hub.connection.Samples;
import dev.courant.log.memory.MemoryLog;
import dev.courant.wire.EncodedEvent;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class HistoryTest {
  private final MemoryLog log = new MemoryLog("e", 1 << 20, Duration.ofHours(1), () -> 0);
  private final History history = new History(log, 1 << 20, () -> 0);
  private final Event one = event(1);
  private final Event two = event(2);
  private final Event three = event(3);

  /** A log that could not tell it to its end does not know how far that went. */
  @Test
  void whatIsToldAgainIsPassedOver() {
    history.append(List.of(one, two));
    history.append(List.of(one, two));
    history.append(List.of(two, three));

    assertThat(history.head()).isEqualTo(3);
    assertThat(eventsBehind(history, 0)).containsExactly(one, two, three);
  }

  @Test
  void whereOffsetsAreMissingItBeginsAnewBehindThem() {
    history.append(List.of(one, two));
    history.append(List.of(event(4), event(7), event(8)));
    assertThat(history.head()).isEqualTo(8);
    assertThat(history.isInTail(1)).isFalse();
    assertThat(history.isInTail(5)).isFalse();
    assertThat(eventsBehind(history, 5)).isEmpty();
    assertThat(eventsBehind(history, 6)).containsExactly(event(7), event(8));
    history.append(List.of(event(9)));
    assertThat(eventsBehind(history, 6)).containsExactly(event(7), event(8), event(9));
  }

  private static List<Event> eventsBehind(History history, long after) {
    return history.recent(after, Long.MAX_VALUE, 1 << 20).stream()
        .map(EncodedEvent::event)
        .toList();
  }

  private static Event event(long offset) {
    return Samples.event(offset, Publication.of("/a", "" + offset));
  }
}
