package dev.courant.scenarios.notifications;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;

/** Those who have an inbox from the beginning. */
@ApplicationScoped
public class FirstPeople {
  @Inject private EntityManager database;

  /** Makes the users that are not there yet: the database may outlive the application. */
  @Transactional(Transactional.TxType.REQUIRES_NEW)
  public void settle() {
    add("ann", "Ann");
    add("ben", "Ben");
  }

  private void add(String id, String name) {
    if (database.find(Person.class, id) == null) {
      database.persist(new Person(id, name));
    }
  }
}
