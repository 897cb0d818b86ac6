package dev.courant.intake;

import dev.courant.event.Publication;
import dev.courant.event.Receipt;
import dev.courant.event.RefusedException;
import dev.courant.hub.Hub;
import dev.courant.hub.Publishing;
import dev.courant.hub.Reservation;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Ties publications to the JTA transaction of the caller: they are published together and in the
 * order fired after it has committed, and not at all when it is rolled back. Any thread may call
 * it.
 *
 * <p>CDI's transactional observers cannot do this: servers deliver them in reverse order and
 * swallow what they throw.
 */
public final class Transactions {
  private static final System.Logger LOG = System.getLogger(Transactions.class.getName());

  private final Hub hub;
  private final Optional<TransactionSynchronizationRegistry> registry;

  /**
   * The transactions of a server.
   *
   * @param hub where publications go
   * @param registry knows the transaction of a thread; absent on a server without transactions
   */
  public Transactions(Hub hub, Optional<TransactionSynchronizationRegistry> registry) {
    this.hub = hub;
    this.registry = registry;
  }

  /**
   * Takes a publication into the transaction of the calling thread.
   *
   * @return false when there is no transaction
   * @throws RefusedException when the publication is refused; the transaction is not touched by
   *     that
   */
  boolean enlist(Publication publication) {
    return registry.isPresent() && enlist(publication, registry.get());
  }

  private boolean enlist(Publication publication, TransactionSynchronizationRegistry transaction) {
    switch (transaction.getTransactionStatus()) {
      case Status.STATUS_ACTIVE -> reservation(transaction).add(publication);
      case Status.STATUS_MARKED_ROLLBACK -> checkOnly(publication);
      default -> {
        return false;
      }
    }
    return true;
  }

  private Reservation reservation(TransactionSynchronizationRegistry transaction) {
    if (transaction.getResource(this) instanceof Reservation existing) {
      return existing;
    }
    Reservation reservation = hub.reserve();
    transaction.registerInterposedSynchronization(new AfterCompletion(reservation));
    transaction.putResource(this, reservation);
    return reservation;
  }

  /** Nothing will come of it, but the caller learns of a bad publication all the same. */
  private void checkOnly(Publication publication) {
    Reservation reservation = hub.reserve();
    reservation.add(publication);
    reservation.cancel();
  }

  private record AfterCompletion(Reservation reservation) implements Synchronization {
    @Override
    public void beforeCompletion() {
      // Nothing is visible, or lost, before the outcome is known.
    }

    @Override
    public void afterCompletion(int status) {
      if (status != Status.STATUS_COMMITTED) {
        reservation.cancel();
        return;
      }
      reservation.commit().forEach(AfterCompletion::await);
    }

    private static void await(CompletableFuture<Receipt> stored) {
      try {
        Publishing.await(stored);
      } catch (RefusedException e) {
        LOG.log(
            System.Logger.Level.ERROR,
            "A transaction has committed, but an event fired in it was not stored",
            e);
      }
    }
  }
}
