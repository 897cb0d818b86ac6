package dev.courant.scenarios.notifications;

import dev.courant.event.Refusal;
import dev.courant.event.RefusedException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;

/** The users. To be used in a transaction. */
@ApplicationScoped
public class People {
  @Inject private EntityManager database;
  @Inject private FirstPeople first;

  private boolean isSettled;

  Person get(String user) {
    return find(user, LockModeType.NONE);
  }

  /** One at a time: the others wait for the end of the transaction. */
  Person locked(String user) {
    return find(user, LockModeType.PESSIMISTIC_WRITE);
  }

  /** How many notices all of them have got. */
  long received() {
    return database
        .createQuery("select p from Person p", Person.class)
        .getResultStream()
        .mapToLong(Person::received)
        .sum();
  }

  private Person find(String user, LockModeType lock) {
    settle();
    Person person = database.find(Person.class, user, lock);
    if (person == null) {
      throw new RefusedException(Refusal.NOT_FOUND, "There is no such user");
    }
    return person;
  }

  private synchronized void settle() {
    if (!isSettled) {
      first.settle();
      isSettled = true;
    }
  }
}
