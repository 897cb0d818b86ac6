package dev.courant.scenarios.shop;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Clock;
import java.util.UUID;

/** An order that was paid. */
@Entity
@Table(name = "SCENARIO_PURCHASE")
public class Purchase {
  @Id private String id = "";
  private String item = "";
  private int pieces;
  private int amount;
  private long placed;

  /** For the persistence provider. */
  protected Purchase() {}

  Purchase(String item, int pieces, int amount) {
    this.id = UUID.randomUUID().toString();
    this.item = item;
    this.pieces = pieces;
    this.amount = amount;
    this.placed = Clock.systemUTC().millis();
  }

  Receipt receipt() {
    return new Receipt(id, item, pieces, amount, placed);
  }
}
