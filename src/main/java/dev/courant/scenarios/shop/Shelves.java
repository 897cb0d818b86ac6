package dev.courant.scenarios.shop;

import dev.courant.event.Refusal;
import dev.courant.event.RefusedException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.util.List;

/** Where the articles are. To be used in a transaction. */
@ApplicationScoped
public class Shelves {
  @Inject private EntityManager database;
  @Inject private Assortment assortment;

  private boolean isFilled;

  List<Item> all() {
    fill();
    return database.createQuery("select i from Item i order by i.name", Item.class).getResultList();
  }

  /** One order of an article at a time: the others wait for its end. */
  Item locked(String id) {
    fill();
    Item item = database.find(Item.class, id, LockModeType.PESSIMISTIC_WRITE);
    if (item == null) {
      throw new RefusedException(Refusal.NOT_FOUND, "There is no such article");
    }
    return item;
  }

  /** In one and the same order, so that no two wait for each other. */
  List<Item> allLocked() {
    fill();
    return database
        .createQuery("select i from Item i order by i.id", Item.class)
        .setLockMode(LockModeType.PESSIMISTIC_WRITE)
        .getResultList();
  }

  List<Item> lockedWithSaleEndingBefore(long time) {
    fill();
    return database
        .createQuery(
            "select i from Item i where i.saleEnds > 0 and i.saleEnds < :time order by i.id",
            Item.class)
        .setParameter("time", time)
        .setLockMode(LockModeType.PESSIMISTIC_WRITE)
        .getResultList();
  }

  private synchronized void fill() {
    if (!isFilled) {
      assortment.putOnShelves();
      isFilled = true;
    }
  }
}
