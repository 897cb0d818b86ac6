package dev.courant.log.sql;

import dev.courant.event.Event;
import dev.courant.event.Receipt;
import dev.courant.event.RefusedException;

/** What has become of one publication of a group. */
public sealed interface Stored {
  /** A new event. */
  record New(Event event) implements Stored {}

  /** It was there already, under the same key. */
  record Known(Receipt receipt) implements Stored {}

  /** It is not stored, and the others of its group are not touched by that. */
  record Refused(RefusedException reason) implements Stored {}
}
