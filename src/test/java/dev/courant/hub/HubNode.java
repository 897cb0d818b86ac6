package dev.courant.hub;

import dev.courant.cluster.OtherNodes;
import dev.courant.cluster.SharedTexts;
import dev.courant.cluster.Switchboard;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * A hub that knows its neighbours, and asks them.
 *
 * @param sharing the hub
 * @param others how it asks them
 * @param texts what it has in common with them
 */
record HubNode(SharingHub sharing, Switchboard others, SharedTexts texts) implements AutoCloseable {

  /** One more node over a database. */
  static HubNode over(String address) {
    SharingHub sharing = new SharingHub(address, "node");
    Hub hub = sharing.rig.hub;
    SharedTexts texts = new SharedTexts(sharing.database, SharingHub.POLL, Thread::new);
    Switchboard others =
        new Switchboard(sharing.database, sharing.membership, SharingHub.POLL, Thread::new);
    OtherNodes neighbours = new OtherNodes(hub, others, SharingHub.MATCHERS, texts.text("bans"));
    neighbours.serve();
    hub.meet(neighbours);
    others.start();
    texts.watch("bans", hub.dismissals()::isUnsaved, () -> refresh(hub));
    texts.start();
    return new HubNode(sharing, others, texts);
  }

  HubRig rig() {
    return sharing.rig;
  }

  Dismissals dismissals() {
    return rig().hub.dismissals();
  }

  @Override
  public void close() throws InterruptedException {
    texts.close();
    others.close();
    sharing.close();
  }

  private static void refresh(Hub hub) {
    try {
      hub.dismissals().refresh();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
