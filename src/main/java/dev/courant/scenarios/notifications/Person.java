package dev.courant.scenarios.notifications;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** Somebody who has an inbox. */
@Entity
@Table(name = "SCENARIO_PERSON")
public class Person {
  @Id private String id = "";
  private String name = "";
  private long received;

  /** For the persistence provider. */
  protected Person() {}

  Person(String id, String name) {
    this.id = id;
    this.name = name;
  }

  void countOne() {
    received++;
  }

  long received() {
    return received;
  }

  String name() {
    return name;
  }
}
