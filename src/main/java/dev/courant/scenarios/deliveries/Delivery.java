package dev.courant.scenarios.deliveries;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.UUID;

/** An order on its way. */
@Entity
@Table(name = "SCENARIO_DELIVERY")
public class Delivery {
  @Id private String id = "";
  private String goods = "";

  @Enumerated(EnumType.STRING)
  private Step step = Step.PLACED;

  private long changed;

  /** For the persistence provider. */
  protected Delivery() {}

  Delivery(String goods, long now) {
    // Nobody can guess it: so it is the key to the order as well.
    this.id = UUID.randomUUID().toString();
    this.goods = goods;
    this.changed = now;
  }

  void goOn(long now) {
    step = step.next();
    changed = now;
  }

  Progress progress() {
    return new Progress(id, goods, step, changed);
  }
}
