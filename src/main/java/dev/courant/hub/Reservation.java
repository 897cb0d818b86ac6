package dev.courant.hub;

import dev.courant.event.Publication;
import dev.courant.event.Receipt;
import dev.courant.event.RefusedException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Publications that were checked and have room in the log: storing them cannot be refused any more.
 * Publications are added by one thread at a time. Exactly one of {@link #commit} and {@link
 * #cancel} takes effect, the first; any thread may call them.
 */
public final class Reservation {
  private final Acceptance acceptance;
  private final List<Publication> publications = new ArrayList<>();
  private final AtomicBoolean used = new AtomicBoolean();

  Reservation(Acceptance acceptance) {
    this.acceptance = acceptance;
  }

  /**
   * Adds a publication behind those that are here.
   *
   * @throws RefusedException when it is refused: the others are not touched by that
   * @throws IllegalStateException when the reservation has been used
   */
  public void add(Publication publication) {
    requireUnused(used.get());
    acceptance.admit(publication);
    publications.add(publication);
  }

  /**
   * Stores the publications, together and in order.
   *
   * @return for each, in the order added, what {@link Hub#publish} returns
   * @throws IllegalStateException when the reservation has been used
   */
  public List<CompletableFuture<Receipt>> commit() {
    requireUnused(used.getAndSet(true));
    return acceptance.store(List.copyOf(publications));
  }

  /** Gives the room back; nothing is published. */
  public void cancel() {
    if (used.compareAndSet(false, true)) {
      acceptance.giveBack(publications.size());
    }
  }

  private static void requireUnused(boolean wasUsed) {
    if (wasUsed) {
      throw new IllegalStateException("This reservation has been used");
    }
  }
}
