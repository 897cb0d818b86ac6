package dev.courant.hub.fanout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.courant.event.Publication;
import dev.courant.hub.connection.Samples;
import dev.courant.wire.EncodedEvent;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ConflationTest {
  @Test
  void theNewestOfEachCanonicalTopicIsLeftInTheOrderOfTheEvents() {
    Conflation conflation = Conflation.of(events("/a", "/b", "/a", "/c", "/b"));
    assertThat(conflation.events()).extracting(e -> e.event().offset()).containsExactly(3L, 4L, 5L);
    assertThat(conflation.skipped()).isEqualTo(2);
  }

  @Test
  void whatIsLeftIsWeighedAndNothingElse() {
    List<EncodedEvent> one = events("/a");
    Conflation conflation = Conflation.of(events("/a", "/a", "/a"));
    assertThat(conflation.weightBytes()).isEqualTo(one.get(0).event().weightBytes());
    conflation.add(events("/b"));
    assertThat(conflation.weightBytes()).isEqualTo(2L * one.get(0).event().weightBytes());
  }

  @Test
  void anEventOfSeveralTopicsBelongsToItsFirst() {
    Publication both = Publication.on("/a").alsoOn("/b").data("x").build();
    List<EncodedEvent> events =
        List.of(
            new EncodedEvent(Samples.event(1, Publication.of("/b", "x"))),
            new EncodedEvent(Samples.event(2, both)),
            new EncodedEvent(Samples.event(3, Publication.of("/a", "x"))));
    assertThat(Conflation.of(events).events())
        .extracting(e -> e.event().offset())
        .containsExactly(1L, 3L);
  }

  private static List<EncodedEvent> events(String... topics) {
    return IntStream.range(0, topics.length)
        .mapToObj(i -> Samples.event(i + 1, Publication.of(topics[i], "x")))
        .map(EncodedEvent::new)
        .toList();
  }
}
