package dev.courant.hub;

import dev.courant.event.Seeds;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Readers quick and slow that lose their connections at random and come back where they were. */
class ReconnectingReadersTest {
  private static final int READERS = 30;
  private static final int EVENTS = 4_000;

  @TempDir private Path directory;

  @Test
  void nobodyMissesAnythingOrGetsItTwice() {
    Seeds.tryThree(
        random -> {
          Path file = directory.resolve(UUID.randomUUID() + ".db");
          try (HubRig rig = HubOverDisk.open(file, Long.MAX_VALUE)) {
            new Wandering(List.of(rig), READERS, EVENTS).play(random);
          }
        });
  }
}
