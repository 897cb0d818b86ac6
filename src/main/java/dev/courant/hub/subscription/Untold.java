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

  /**
   * Takes out about so many subscriptions at most. Ends come first: who asks for other things is
   * another with the same name, and what both ask for must not end last.
   */
  List<Subscriber.Change> take(int max) {
    List<Subscriber.Change> taken = new ArrayList<>();
    int room = take(max, false, taken);
    int unused = take(room, true, taken);
    taken.forEach(change -> inOrder.remove(change.subscriber()));
    return taken;
  }

  private int take(int max, boolean present, List<Subscriber.Change> taken) {
    int room = max;
    for (Subscriber subscriber : inOrder) {
      if (room <= 0) {
        break;
      }
      if (subscriber.present == present) {
        taken.add(subscriber.change());
        room -= subscriber.subscriptions.size();
      }
    }
    return room;
  }
}
