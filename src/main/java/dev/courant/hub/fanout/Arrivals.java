package dev.courant.hub.fanout;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;

/**
 * The members of a pump that wait to be taken in, each at its cursor. Only the pump's thread
 * touches it.
 */
final class Arrivals {
  private final List<Member> waiting = new ArrayList<>();

  void add(Member member) {
    waiting.add(member);
  }

  /** The same for one that may be here already. */
  void addOnce(Member member) {
    if (!waiting.contains(member)) {
      waiting.add(member);
    }
  }

  void remove(Member member) {
    waiting.remove(member);
  }

  /** The offset at which the first of them is to be taken in. */
  long first() {
    return waiting.stream().mapToLong(m -> m.cursor).min().orElse(Long.MAX_VALUE);
  }

  /** Lets those go that are to be taken in at that position, or before it. */
  void release(long position, Consumer<Member> taker) {
    for (Iterator<Member> all = waiting.iterator(); all.hasNext(); ) {
      Member member = all.next();
      if (member.cursor <= position) {
        all.remove();
        taker.accept(member);
      }
    }
  }
}
