package dev.courant.scenarios.deliveries;

import dev.courant.event.Refusal;
import dev.courant.event.RefusedException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.util.List;
import java.util.Objects;

/** The orders in the database. To be used in a transaction. */
@ApplicationScoped
public class Orders {
  /** Kept; so many can also be under way. */
  private static final int MAX_ORDERS = 500;

  private static final int MAX_AT_A_TIME = 100;

  @Inject private EntityManager database;

  /** Adds one; the oldest that have arrived make room. */
  void add(Delivery order) {
    if (count() >= MAX_ORDERS && removeOldest() == 0) {
      throw new RefusedException(
          Refusal.OVERLOADED,
          "%d orders are under way: come back a little later".formatted(MAX_ORDERS));
    }
    database.persist(order);
  }

  boolean has(String id) {
    return database.find(Delivery.class, id) != null;
  }

  /** Those that have not moved since then, the longest waiting first. */
  List<Delivery> underWaySince(long time) {
    return database
        .createQuery(
            "select d from Delivery d where d.step <> :end and d.changed <= :time"
                + " order by d.changed",
            Delivery.class)
        .setParameter("end", Step.AT_THE_DOOR)
        .setParameter("time", time)
        .setMaxResults(MAX_AT_A_TIME)
        .getResultList();
  }

  long countAt(Step step) {
    return database
        .createQuery("select count(d) from Delivery d where d.step = :step", Long.class)
        .setParameter("step", step)
        .getSingleResult();
  }

  private long count() {
    return database.createQuery("select count(d) from Delivery d", Long.class).getSingleResult();
  }

  private int removeOldest() {
    return database
        .createQuery("select min(d.changed) from Delivery d where d.step = :end", Long.class)
        .setParameter("end", Step.AT_THE_DOOR)
        .getResultStream()
        .filter(Objects::nonNull)
        .mapToInt(this::removeUpTo)
        .sum();
  }

  private int removeUpTo(long time) {
    return database
        .createQuery("delete from Delivery d where d.step = :end and d.changed <= :time")
        .setParameter("end", Step.AT_THE_DOOR)
        .setParameter("time", time)
        .executeUpdate();
  }
}
