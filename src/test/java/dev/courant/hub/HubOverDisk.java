package dev.courant.hub;

import dev.courant.event.Event;
import dev.courant.event.Publication;
import dev.courant.log.EventLog;
import dev.courant.log.Page;
import dev.courant.log.Retention;
import dev.courant.log.sqlite.SqliteLog;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Hubs whose history lies on the disk, since next to nothing of it fits into memory. */
final class HubOverDisk {
  private static final int TAIL_BYTES = 20_000;
  private static final int OUTBOX_BYTES = 5_000;
  private static final int REPLAYS = 2;

  private HubOverDisk() {}

  /** A hub that keeps so many events and gives idle readers a heartbeat as often as it can. */
  static HubRig open(Path file, long maxEvents) {
    Retention retention =
        new Retention(Duration.ofDays(1), maxEvents, Long.MAX_VALUE, Duration.ofHours(1));
    EventLog log =
        new SqliteLog(
            file,
            retention,
            "e",
            false,
            System::currentTimeMillis,
            (count, nanos) -> {},
            Thread::new);
    return over(log);
  }

  /** A hub over a log that is not in memory either. */
  static HubRig over(EventLog log) {
    HubLimits limits =
        new HubLimits(
            2,
            Duration.ofMillis(1),
            Duration.ofMinutes(10),
            OUTBOX_BYTES,
            TAIL_BYTES,
            2 << 20,
            100_000,
            REPLAYS,
            Duration.ofDays(1),
            HubRig.ANY_NUMBER,
            HubRig.QUICK_STOP);
    return new HubRig(log, limits, demand -> {});
  }

  /** Publishes so many events at once, and waits; the data of each is its offset. */
  static void publish(HubRig rig, int count) {
    long first = rig.log.bounds().head().offset() + 1;
    List<CompletableFuture<?>> receipts = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      receipts.add(rig.hub.publish(Publication.of("/a", "" + (first + i))));
    }
    receipts.forEach(CompletableFuture::join);
  }

  /** Everything that is kept. */
  static List<Event> all(EventLog log) {
    List<Event> all = new ArrayList<>();
    long after = 0;
    while (after < log.bounds().head().offset()) {
      Page page = log.read(after, 1 << 20);
      all.addAll(page.events());
      after = page.upTo();
    }
    return all;
  }
}
