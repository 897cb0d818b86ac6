package dev.courant.scenarios;

import static dev.courant.event.Eventually.assertHolds;

import dev.courant.event.Topic;
import dev.courant.event.TopicDemand;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.weld.junit5.EnableWeld;
import org.jboss.weld.junit5.WeldInitiator;
import org.jboss.weld.junit5.WeldSetup;
import org.junit.jupiter.api.Test;

/** A metronome where there are neither transactions nor threads of a server. */
@EnableWeld
class BareMetronomeTest {
  @WeldSetup WeldInitiator weld = WeldInitiator.of(Metronome.class, BeatThreads.class);

  @Inject Metronome metronome;

  private final AtomicInteger beats = new AtomicInteger();

  @Test
  void itBeatsWhereThereIsNothingButCdi() {
    want(true);
    assertHolds("beats", () -> beats.get() > 3);
    want(false);
    // The beat that had begun may go on to its end.
    int atRest = beats.get() + 1;
    want(true);
    assertHolds("beats", () -> beats.get() > atRest);
    want(false);
  }

  @Test
  void aBeatThatFailsIsFollowedByOthers() {
    metronome.heed(
        new TopicDemand(new Topic("/a"), true),
        Duration.ofMillis(5),
        () -> {
          if (beats.incrementAndGet() == 1) {
            throw new IllegalStateException("the first one");
          }
        });
    assertHolds("beats", () -> beats.get() > 3);
    want(false);
  }

  private void want(boolean wanted) {
    metronome.heed(
        new TopicDemand(new Topic("/a"), wanted), Duration.ofMillis(5), beats::incrementAndGet);
  }
}
