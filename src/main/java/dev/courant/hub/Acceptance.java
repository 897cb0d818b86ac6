package dev.courant.hub;

import dev.courant.event.Publication;
import dev.courant.event.Receipt;
import dev.courant.event.Refusal;
import dev.courant.event.RefusedException;
import dev.courant.event.Topic;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * The way of a publication into the log: what it has to pass, and the place that it takes until it
 * is stored. Any thread may call it.
 */
final class Acceptance {
  private final EventSize eventSize;
  private final ReservedTopics reservedTopics;
  private final Room room;
  private final Storing storing;

  Acceptance(HubLimits limits, URI hubUrl, Storing storing) {
    this.storing = storing;
    this.eventSize = new EventSize(limits.eventMaxBytes());
    this.reservedTopics = new ReservedTopics(hubUrl);
    this.room = new Room(limits.maxWaitingPublications());
  }

  /** Checks a publication and takes a place for it, or refuses it. */
  void admit(Publication publication) {
    requireNotReserved(publication);
    eventSize.require(publication);
    room.take();
  }

  /** Stores what was admitted, together, and gives each place back when that is done. */
  List<CompletableFuture<Receipt>> store(List<Publication> admitted) {
    if (admitted.isEmpty()) {
      return List.of();
    }
    return storing.append(admitted).stream()
        .map(receipt -> receipt.whenComplete((stored, failure) -> giveBack(1)))
        .toList();
  }

  /**
   * Refuses what nobody but the hub itself may publish.
   *
   * @throws RefusedException ({@link Refusal#INVALID}) when a topic or the type is reserved
   */
  void requireNotReserved(Publication publication) {
    publication.requireNotOfHub();
    publication.topics().forEach(this::requireFree);
  }

  /** Refuses a topic that is reserved ({@link Refusal#INVALID}). */
  void requireFree(Topic topic) {
    reservedTopics.requireFree(topic);
  }

  /** How many bytes of UTF-8 the data of one event may have. */
  int eventMaxBytes() {
    return eventSize.maxBytes();
  }

  /** Gives places back. */
  void giveBack(int places) {
    room.release(places);
  }

  /** Waits until nothing waits to be stored any more; tells whether that came in time. */
  boolean awaitEmpty(Duration patience) throws InterruptedException {
    return room.awaitEmpty(patience);
  }

  /** From now on everything is refused. */
  void close() {
    room.close();
  }
}
