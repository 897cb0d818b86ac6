package dev.courant.hub;

import dev.courant.cluster.OtherNodes;
import dev.courant.cluster.SharedTexts;
import dev.courant.cluster.Switchboard;
import dev.courant.event.Matchers;
import dev.courant.log.Retention;
import dev.courant.log.postgres.Database;
import dev.courant.log.postgres.PostgresLog;
import dev.courant.log.postgres.PostgresOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/**
 * A hub that knows its neighbours.
 *
 * @param rig the hub
 * @param others how it asks them
 * @param texts what it has in common with them
 */
record HubNode(HubRig rig, Switchboard others, SharedTexts texts) implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(100);
  private static final Retention KEEP_ALL =
      new Retention(Duration.ofDays(1), Long.MAX_VALUE, Long.MAX_VALUE, Duration.ofHours(1));

  /** One more node over a database. */
  static HubNode over(String address) {
    Database database = Database.at(address, "", "", Thread::new);
    HubRig rig =
        HubOverDisk.over(
            new PostgresLog(
                database,
                new PostgresOptions(KEEP_ALL, () -> "e", false, Optional.empty(), POLL),
                System::currentTimeMillis,
                (count, nanos) -> {},
                Thread::new));
    SharedTexts texts = new SharedTexts(database, POLL, Thread::new);
    Switchboard others = new Switchboard(database, "node", POLL, Thread::new);
    OtherNodes neighbours =
        new OtherNodes(
            rig.hub,
            others,
            new Matchers(URI.create("https://hub.example/.well-known/mercure")),
            texts.text("bans"));
    neighbours.serve();
    rig.hub.meet(neighbours);
    others.start();
    texts.watch("bans", () -> refresh(rig.hub));
    texts.start();
    return new HubNode(rig, others, texts);
  }

  Dismissals dismissals() {
    return rig.hub.dismissals();
  }

  @Override
  public void close() throws InterruptedException {
    texts.close();
    others.close();
    rig.close();
  }

  private static void refresh(Hub hub) {
    try {
      hub.dismissals().refresh();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
