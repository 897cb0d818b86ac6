package com.example.orders;

import dev.courant.intake.Pushed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;

/** Where orders come in. It knows nothing of the hub but the qualifier. */
@ApplicationScoped
public class OrderDesk {
  @Inject
  @Pushed("/orders/{id}")
  private Event<Order> changes;

  /** Tells everyone who watches this order what has become of it. */
  public void changed(Order order) {
    changes.fire(order);
  }
}
