package dev.courant.log.postgres;

import static dev.courant.log.LogFiller.all;
import static dev.courant.log.LogFiller.append;
import static dev.courant.log.LogFiller.data;
import static org.assertj.core.api.Assertions.assertThat;

import dev.courant.event.Publication;
import dev.courant.event.Receipt;
import org.junit.jupiter.api.Test;

/** A dump that was loaded while no node was there to remember. */
class LoadedDumpTest {
  private final String address = TestPostgres.newSchema();

  @Test
  void anotherPlaceOnTheSameServerIsAnotherHistory() throws Exception {
    String other = TestPostgres.newSchema();
    Nodes.open(other).close();
    try (PostgresLog node = Nodes.open(address)) {
      append(node, Publication.of("/a", "1"));
      Dump.copy(address, other);
      append(node, Publication.of("/a", "2, not in the dump"));
    }
    try (PostgresLog node = Nodes.open(other)) {
      assertThat(append(node, Publication.of("/a", "2, other")))
          .extracting(Receipt::id)
          .doesNotContain("#e-2");
      assertThat(data(all(node))).containsExactly("1", "2, other");
      assertThat(node.epochs().endOf("e")).hasValue(1);
    }
  }

  @Test
  void aNodeThatIsStartedAgainGoesOnInTheSameEpoch() {
    try (PostgresLog node = Nodes.open(address)) {
      append(node, Publication.of("/a", "1"));
    }
    try (PostgresLog node = Nodes.open(address)) {
      assertThat(append(node, Publication.of("/a", "2")))
          .containsExactly(new Receipt("#e-2", false));
    }
  }
}
