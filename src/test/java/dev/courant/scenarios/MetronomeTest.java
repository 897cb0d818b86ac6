package dev.courant.scenarios;

import static dev.courant.event.Eventually.assertHolds;
import static org.assertj.core.api.Assertions.assertThat;

import dev.courant.event.Topic;
import dev.courant.event.TopicDemand;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.weld.junit5.EnableWeld;
import org.jboss.weld.junit5.WeldInitiator;
import org.jboss.weld.junit5.WeldSetup;
import org.junit.jupiter.api.Test;

@EnableWeld
class MetronomeTest {
  private static final Duration PACE = Duration.ofMillis(5);

  @WeldSetup WeldInitiator weld = Stage.around();

  @Inject Metronome metronome;
  @Inject Stage stage;

  private final AtomicInteger beats = new AtomicInteger();

  @Test
  void itBeatsFromTheFirstTopicThatIsWantedToTheLast() {
    want("/a", true);
    want("/b", true);
    assertHolds("beats", () -> beats.get() > 3);
    assertThat(stage.isAtRest()).isFalse();
    want("/a", false);
    int before = beats.get();
    assertHolds("beats", () -> beats.get() > before + 3);
    want("/b", false);
    assertThat(stage.isAtRest()).isTrue();
    int atRest = beats.get();
    want("/a", true);
    assertHolds("beats", () -> beats.get() > atRest + 3);
    want("/a", false);
  }

  @Test
  void whatABeatThrowsRollsItBackAndEndsNothing() {
    metronome.heed(
        demand("/a", true),
        PACE,
        () -> {
          switch (beats.incrementAndGet() % 3) {
            case 0 -> throw new IllegalStateException("on purpose");
            case 1 -> throw new AssertionError("on purpose");
            default -> {}
          }
        });
    assertHolds("beats", () -> beats.get() >= 9 && stage.commits() >= 3);
    want("/a", false);
    assertThat(stage.rollbacks()).isGreaterThanOrEqualTo(5);
  }

  @Test
  void itKnowsWhatItHasOffered() {
    metronome.offer(List.of("/a", "/b"));
    assertThat(stage.offered()).containsExactly(new Topic("/a"), new Topic("/b"));
    assertThat(metronome.offers(new Topic("/b"))).isTrue();
    assertThat(metronome.offers(new Topic("/c"))).isFalse();
  }

  private void want(String topic, boolean wanted) {
    metronome.heed(demand(topic, wanted), PACE, beats::incrementAndGet);
  }

  private static TopicDemand demand(String topic, boolean wanted) {
    return new TopicDemand(new Topic(topic), wanted);
  }
}
