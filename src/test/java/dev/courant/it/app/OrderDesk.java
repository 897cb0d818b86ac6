package dev.courant.it.app;

import dev.courant.event.Publication;
import dev.courant.event.RefusedException;
import dev.courant.intake.Pushed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.List;

/** A business bean that fires events, inside transactions and outside of them. */
@ApplicationScoped
public class OrderDesk {
  /**
   * Relative to the URL of the hub this is a topic of the hub's own: it can be made, and is refused
   * when it is fired.
   */
  private static final String RESERVED = "mercure/reserved";

  @Inject private Event<Publication> publications;

  @Inject
  @Pushed("/it/orders/{id}")
  private Event<Order> orders;

  @Inject
  @Pushed("/it/sensors/{id}")
  private Event<Sensor> sensors;

  @Inject
  @Pushed(value = "/it/invoices/{id}", type = "invoice")
  private Event<Invoice> invoices;

  @Inject
  @Pushed("/it/customers/{customer}")
  private Event<Order> ordersByCustomer;

  public void orderChanged(String id) {
    orders.fire(new Order(id, "changed"));
  }

  public void measured(long sensor) {
    sensors.fire(new Sensor(sensor, 21.5));
  }

  public void invoiced(String number) {
    invoices.fire(new Invoice(number));
  }

  /** Orders do not have the property that this topic asks for. */
  public void customerOrdered(String id) {
    ordersByCustomer.fire(new Order(id, "new"));
  }

  /** Commits. */
  @Transactional
  public void fireAll(String topic, int count) {
    fire(topic, count);
  }

  /** Commits these. */
  @Transactional
  public void fireAll(String topic, List<String> data) {
    data.forEach(one -> publications.fire(Publication.of(topic, one)));
  }

  /** Rolls back, as the exception asks for it. */
  @Transactional
  public void fireAllAndFail(String topic, int count) {
    fire(topic, count);
    throw new IllegalStateException("the business has changed its mind");
  }

  /**
   * Catches the refusal of the event in the middle, and commits the others.
   *
   * @return what was refused
   */
  @Transactional
  public RefusedException fireAllButOne(String topic, int count) {
    fire(topic, count / 2);
    RefusedException refused = null;
    try {
      publications.fire(Publication.of(RESERVED, "x"));
    } catch (RefusedException e) {
      refused = e;
    }
    for (int i = count / 2 + 1; i <= count; i++) {
      publications.fire(Publication.of(topic, "event " + i));
    }
    return refused;
  }

  /** Lets the refusal of the last event pass, and so rolls back. */
  @Transactional
  public void fireAllAndOneTooMany(String topic, int count) {
    fire(topic, count);
    publications.fire(Publication.of(RESERVED, "x"));
  }

  private void fire(String topic, int count) {
    for (int i = 1; i <= count; i++) {
      publications.fire(Publication.of(topic, "event " + i));
    }
  }
}
