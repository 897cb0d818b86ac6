package dev.courant.hub;

import dev.courant.event.Seeds;
import dev.courant.log.postgres.Nodes;
import dev.courant.log.postgres.TestPostgres;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** P1, P2 and P7 over several nodes: whoever goes from one to another has one cursor for all. */
class SeveralHubsTest {
  private static final int NODES = 3;
  private static final int READERS = 300;
  private static final int EVENTS = 4_000;

  @Test
  void whoeverWandersFromNodeToNodeGetsEverythingOnceAndInOrder() throws Exception {
    if (Boolean.getBoolean("it.long")) {
      Seeds.tryThree(SeveralHubsTest::play);
    } else {
      play(new Random(1));
    }
  }

  private static void play(Random random) throws Exception {
    String address = TestPostgres.newSchema();
    List<HubRig> nodes = new ArrayList<>();
    try {
      for (int i = 0; i < NODES; i++) {
        nodes.add(HubOverDisk.over(Nodes.open(address)));
      }
      new Wandering(nodes, READERS, EVENTS).play(random);
    } finally {
      for (HubRig node : nodes) {
        node.close();
      }
    }
  }
}
