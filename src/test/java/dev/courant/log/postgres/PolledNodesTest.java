package dev.courant.log.postgres;

import static dev.courant.log.LogFiller.append;
import static dev.courant.log.LogFiller.data;
import static org.assertj.core.api.Assertions.assertThat;

import dev.courant.event.Publication;
import dev.courant.it.Eventually;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Nodes over a DataSource of the server's: they find out what is new by looking. */
class PolledNodesTest implements OneOrderContract {
  @RegisterExtension
  final ThreeNodes three =
      new ThreeNodes(
          address ->
              Nodes.over(
                  address, new ServerPool(address), Nodes.KEEP_ALL, System::currentTimeMillis));

  @Override
  public ThreeNodes three() {
    return three;
  }

  @Test
  void whatOneNodeStoresTheOthersTellWithoutBeingAsked() throws Exception {
    append(three.nodes.get(0), Publication.of("/a", "1"));
    for (int node = 1; node < ThreeNodes.NODES; node++) {
      int other = node;
      Eventually.holds(() -> assertThat(data(three.followed.get(other))).containsExactly("1"));
    }
  }
}
