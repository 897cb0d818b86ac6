package com.example.orders;

import dev.courant.intake.Pushed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;

/**
 * Where orders are taken and shipped. All it knows of the hub is one annotation: what it fires
 * inside a transaction reaches the pages after the commit, and nobody after a rollback.
 */
@ApplicationScoped
@Transactional
public class OrderDesk {
  @PersistenceContext private EntityManager orders;

  @Inject
  @Pushed("/orders/{id}")
  private Event<Order> changes;

  /** Takes an order. */
  public Order place(String article, int quantity) {
    Order order = new Order(article, quantity);
    orders.persist(order);
    tell(order);
    return order;
  }

  /** Ships an order; empty when there is no such order. */
  public Optional<Order> ship(long id) {
    Optional<Order> order = find(id);
    order.ifPresent(Order::ship);
    order.ifPresent(this::tell);
    return order;
  }

  /** The order with that number. */
  public Optional<Order> find(long id) {
    return Optional.ofNullable(orders.find(Order.class, id));
  }

  /** The newest orders, at most a hundred. */
  public List<Order> newest() {
    return orders
        .createQuery("select o from Order o order by o.id desc", Order.class)
        .setMaxResults(100)
        .getResultList();
  }

  private void tell(Order order) {
    // The database gives the number and the version. The event becomes JSON at once, with both.
    orders.flush();
    changes.fire(order);
  }
}
