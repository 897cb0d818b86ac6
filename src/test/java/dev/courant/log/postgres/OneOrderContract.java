package dev.courant.log.postgres;

import static dev.courant.log.LogFiller.all;
import static dev.courant.log.LogFiller.append;
import static dev.courant.log.LogFiller.data;
import static org.assertj.core.api.Assertions.assertThat;

import dev.courant.event.Event;
import dev.courant.event.Publication;
import dev.courant.event.Receipt;
import dev.courant.it.Eventually;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** P1 and P2 where several nodes write into one log, however they find out what is new. */
interface OneOrderContract {
  /** The nodes of this test. */
  ThreeNodes three();

  @Test
  default void writersOnAllNodesMakeOneOrderThatEveryNodeTells() throws Exception {
    int rounds = 200;
    List<CompletableFuture<Receipt>> receipts = new ArrayList<>();
    for (int round = 0; round < rounds; round++) {
      for (int node = 0; node < ThreeNodes.NODES; node++) {
        String name = node + "/" + round;
        receipts.addAll(
            three()
                .nodes
                .get(node)
                .append(List.of(Publication.of("/a", name), Publication.of("/b", name))));
      }
    }
    receipts.forEach(CompletableFuture::join);
    int events = rounds * ThreeNodes.NODES * 2;
    List<List<Event>> followed = three().followed;
    for (List<Event> one : followed) {
      Eventually.holds(() -> assertThat(one).hasSize(events));
      assertThat(one).isEqualTo(followed.get(0)).isEqualTo(all(three().nodes.get(0)));
    }
    assertThat(followed.get(0))
        .extracting(Event::offset)
        .isEqualTo(IntStream.rangeClosed(1, events).mapToObj(Long::valueOf).toList());
    for (int node = 0; node < ThreeNodes.NODES; node++) {
      String mine = node + "/";
      assertThat(data(followed.get(1)).stream().filter(text -> text.startsWith(mine)).distinct())
          .as("what one node has stored is in its order")
          .hasSize(rounds)
          .isSortedAccordingTo(
              (one, other) ->
                  Integer.parseInt(one.substring(2)) - Integer.parseInt(other.substring(2)));
    }
  }

  @Test
  default void oneKeyOnAllNodesAtOnceIsOneEvent() {
    int threads = 16;
    List<PostgresLog> nodes = three().nodes;
    Publication keyed = Publication.on("/a").data("once").key("k").build();
    List<CompletableFuture<Receipt>> receipts =
        IntStream.range(0, threads)
            .mapToObj(i -> nodes.get(i % ThreeNodes.NODES))
            .map(node -> CompletableFuture.supplyAsync(() -> append(node, keyed).get(0)))
            .toList();
    List<Receipt> all = receipts.stream().map(CompletableFuture::join).toList();
    assertThat(all).extracting(Receipt::id).containsOnly("#e-1");
    assertThat(all).filteredOn(receipt -> !receipt.isRepeat()).hasSize(1);
    assertThat(all(nodes.get(2))).hasSize(1);
  }
}
