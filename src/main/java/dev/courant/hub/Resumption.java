package dev.courant.hub;

import dev.courant.hub.fanout.Entry;
import dev.courant.wire.Notice;
import java.util.Optional;

/**
 * What a cursor comes to.
 *
 * @param entry where the connection enters the stream
 * @param notice what it has to be told first: that something is lost
 * @param lastEventId the id of the event before the first one it gets, or {@code earliest} (Mercure
 *     draft 08, "Reconciliation"); absent when it presented no cursor
 */
record Resumption(Entry entry, Optional<Notice> notice, Optional<String> lastEventId) {
  /** Live from the head on, without a cursor. */
  static Resumption liveFrom(long head) {
    return new Resumption(new Entry(head, false), Optional.empty(), Optional.empty());
  }

  /** Everything behind {@code after}, which is what was asked for. */
  static Resumption replay(long after, String lastEventId) {
    return new Resumption(new Entry(after, true), Optional.empty(), Optional.of(lastEventId));
  }

  /** Some of what was asked for is lost; the notice says what, and the rest follows. */
  static Resumption withLoss(long after, Notice gap, String lastEventId) {
    return new Resumption(new Entry(after, true), Optional.of(gap), Optional.of(lastEventId));
  }

  /** Nothing of what was asked for; the notice says so. */
  static Resumption anew(long head, Notice reset) {
    return new Resumption(new Entry(head, false), Optional.of(reset), Optional.of(Cursor.EARLIEST));
  }
}
