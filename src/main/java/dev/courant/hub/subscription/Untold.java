package dev.courant.hub.subscription;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Those about whom others know something else than what is so: bounded by those that are here or
 * were told. Not thread-safe: guarded by the lock of the {@link Subscriptions}.
 */
final class Untold {
  private final Set<Subscriber> inOrder = new LinkedHashSet<>();

  /** Notes how somebody stands now; tells whether there is something to tell about it. */
  boolean note(Subscriber subscriber) {
    if (subscriber.isKnown()) {
      inOrder.remove(subscriber);
      return false;
    }
    inOrder.add(subscriber);
    return true;
  }

  /** Takes out those that come first: about so many subscriptions at most. */
  List<Subscriber.Change> take(int max) {
    List<Subscriber.Change> taken = new ArrayList<>();
    int room = max;
    for (Subscriber subscriber : inOrder) {
      taken.add(subscriber.change());
      room -= subscriber.subscriptions.size();
      if (room <= 0) {
        break;
      }
    }
    taken.forEach(change -> inOrder.remove(change.subscriber()));
    return taken;
  }
}
