package dev.courant.hub.fanout;

import dev.courant.hub.connection.Connection;
import dev.courant.hub.connection.Interest;

/**
 * A connection in a pump's books. Only its pump touches it while it is live; while it catches up,
 * the catch-up thread that holds it moves the cursor, and hands it back through the pump's mailbox.
 */
final class Member {
  final Connection connection;
  final Pump pump;

  /** The offset of the last event that it was offered, or that does not concern it. */
  long cursor;

  /** Where it stands in its audience's list; -1 while it is not live. */
  int audienceSlot = -1;

  Member(Connection connection, Pump pump, long cursor) {
    this.connection = connection;
    this.pump = pump;
    this.cursor = cursor;
  }

  Interest interest() {
    return connection.interest();
  }

  boolean isLive() {
    return audienceSlot >= 0;
  }
}
