package dev.courant.admin.measure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.courant.access.Administration;
import dev.courant.access.Grant;
import dev.courant.admin.AdminRig;
import dev.courant.event.HubTopics;
import dev.courant.event.Matcher;
import dev.courant.hub.connection.Departure;
import dev.courant.hub.connection.Interest;
import dev.courant.wire.Format;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The samples of the last fifteen minutes. */
class RecorderTest {
  @TempDir private Path dataDir;

  @Test
  void aSampleTellsWhatHasHappenedSinceTheOneBefore() {
    try (AdminRig rig = new AdminRig(1 << 20)) {
      Recorder recorder = new Recorder("n", rig.hub, rig.meters, dataDir, rig.millis::get);
      rig.publish("/a", "1");
      rig.publish("/a", "2");
      rig.millis.addAndGet(2_000);
      recorder.tick();
      assertThat(recorder.newest().eventsIn()).isEqualTo(1);
      assertThat(recorder.newest().head()).isEqualTo(2);
      rig.millis.addAndGet(1_000);
      recorder.tick();
      assertThat(recorder.newest().eventsIn()).isZero();
    }
  }

  @Test
  void fifteenMinutesAreKeptAndNoMore() {
    try (AdminRig rig = new AdminRig(1 << 20)) {
      Recorder recorder = new Recorder("n", rig.hub, rig.meters, dataDir, rig.millis::get);
      for (int i = 0; i < 1_000; i++) {
        rig.millis.addAndGet(1_000);
        recorder.tick();
      }
      assertThat(recorder.recording()).hasSize(900);
      assertThat(recorder.recording().get(899).at() - recorder.recording().get(0).at())
          .isEqualTo(899_000);
    }
  }

  @Test
  void itIsPublishedWhileSomebodyAsksForItByName() {
    try (AdminRig rig = new AdminRig(1 << 20)) {
      Recorder recorder = new Recorder("n", rig.hub, rig.meters, dataDir, rig.millis::get);
      recorder.tick();
      assertThat(rig.hub.counts().bounds().head().offset()).isZero();
      Grant observer = new Grant(Set.of(), Set.of(), Administration.OBSERVE);
      Interest samples =
          new Interest(
              Set.of(new Matcher.Exact(HubTopics.SAMPLE)),
              observer.forReading(),
              Format.EVENT_STREAM);
      var connection = rig.connect(samples);
      recorder.tick();
      assertThat(rig.hub.insight().firstAfter(0).orElseThrow().publication().isPrivate()).isTrue();
      assertThat(samples.wants(rig.hub.insight().firstAfter(0).orElseThrow()))
          .as("who may look may read it")
          .isTrue();
      connection.depart(Departure.CLIENT_GONE);
      recorder.tick();
      assertThat(rig.hub.counts().bounds().head().offset()).isEqualTo(1);
    }
  }
}
