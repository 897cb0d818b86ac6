package dev.courant.hub;

import dev.courant.event.Event;
import dev.courant.event.Publication;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;

/** Many readers of hubs that have one log, while all of these publish. */
final class Wandering {
  private static final int HISTORY = 200;

  /** So many times somebody has gone away and come back, at least. */
  private static final int MOVES = 200;

  private final List<HubRig> nodes;
  private final int readerCount;
  private final int events;

  Wandering(List<HubRig> nodes, int readerCount, int events) {
    this.nodes = nodes;
    this.readerCount = readerCount;
    this.events = events;
  }

  /** Until all is published and everybody has what it wants. */
  void play(Random random) {
    HubOverDisk.publish(nodes.get(0), HISTORY);
    List<WanderingReader> readers = new ArrayList<>();
    for (int i = 0; i < readerCount; i++) {
      readers.add(new WanderingReader(nodes, HISTORY, random));
    }
    AtomicBoolean published = new AtomicBoolean();
    Random network = new Random(random.nextLong());
    CompletableFuture<Void> deliveries =
        CompletableFuture.runAsync(
            () -> {
              while (!published.get() || moves(readers) < MOVES) {
                readers.get(network.nextInt(readerCount)).liveOn(network);
              }
            });
    for (int count = 0; count < events; ) {
      int burst = 1 + random.nextInt(50);
      publishBurst(random, count, burst);
      count += burst;
      LockSupport.parkNanos(random.nextInt(2_000_000));
    }
    published.set(true);
    deliveries.join();

    nodes.get(0).log.refresh();
    List<Event> all = HubOverDisk.all(nodes.get(0).log);
    readers.forEach(reader -> reader.assertGetsEverything(all));
  }

  private int moves(List<WanderingReader> readers) {
    return readers.stream().mapToInt(reader -> reader.connections).sum() - readerCount;
  }

  private void publishBurst(Random random, int from, int count) {
    List<CompletableFuture<?>> receipts = new ArrayList<>();
    for (int i = from; i < from + count; i++) {
      Publication.Builder publication =
          Publication.on(WanderingReader.TOPICS[random.nextInt(WanderingReader.TOPICS.length)]);
      publication.data("x".repeat(random.nextInt(random.nextInt(50) == 0 ? 20_000 : 200)));
      if (random.nextInt(3) == 0) {
        publication.id("own " + i);
      }
      receipts.add(
          nodes
              .get(random.nextInt(nodes.size()))
              .hub
              .publish(
                  random.nextInt(5) == 0 ? publication.asPrivate().build() : publication.build()));
    }
    receipts.forEach(CompletableFuture::join);
  }
}
