package dev.courant.hub;

import dev.courant.access.Grant;
import dev.courant.event.Position;
import dev.courant.event.Refusal;
import dev.courant.event.RefusedException;
import dev.courant.log.Bounds;
import dev.courant.log.Epochs;
import dev.courant.log.EventLog;
import dev.courant.log.UnreadableLogException;
import dev.courant.wire.Notice;
import java.util.OptionalLong;

/**
 * Finds out what a cursor comes to: at most one look into an index, however long history is. Any
 * thread may call it; may block for the disk.
 */
final class Cursors {
  private final EventLog log;

  Cursors(EventLog log) {
    this.log = log;
  }

  /**
   * What the cursor comes to now, for a reader with these rights.
   *
   * @param head the newest offset that is fanned out: where a connection without a cursor enters
   * @throws RefusedException ({@link Refusal#STORE_UNAVAILABLE}) when the log cannot be read
   */
  Resumption resolve(Cursor cursor, Grant grant, long head) {
    Bounds bounds = log.bounds();
    if (cursor instanceof Cursor.None) {
      return Resumption.liveFrom(head);
    } else if (cursor instanceof Cursor.Earliest) {
      return Resumption.replay(bounds.floor(), Cursor.EARLIEST);
    } else if (cursor instanceof Cursor.At at) {
      return at(at.position(), bounds, head);
    } else if (cursor instanceof Cursor.OwnId own) {
      OptionalLong offset = offsetOf(own.id(), grant);
      return offset.isPresent() ? Resumption.replay(offset.getAsLong(), own.id()) : reset(head);
    }
    return reset(head);
  }

  private Resumption at(Position cursor, Bounds bounds, long head) {
    Epochs epochs = log.epochs();
    OptionalLong end = epochs.endOf(cursor.epoch());
    boolean isNewest = epochs.newest().name().equals(cursor.epoch());
    if (end.isEmpty() && (!isNewest || cursor.offset() > bounds.head().offset())) {
      return reset(head);
    }
    if (end.isPresent() && cursor.offset() > end.getAsLong()) {
      // It has seen events that the restored store does not know.
      long after = Math.max(end.getAsLong(), bounds.floor());
      Position firstLost = new Position(cursor.epoch(), end.getAsLong() + 1);
      Position lastLost = after > end.getAsLong() ? epochs.position(after) : cursor;
      return gap(firstLost, lastLost, after);
    }
    if (cursor.offset() < bounds.floor()) {
      Position firstLost = epochs.position(cursor.offset() + 1);
      return gap(firstLost, epochs.position(bounds.floor()), bounds.floor());
    }
    return Resumption.replay(cursor.offset(), "#" + cursor);
  }

  private Resumption gap(Position from, Position to, long after) {
    Position at = log.epochs().position(after);
    return Resumption.withLoss(after, Notice.gap(from, to, at), "#" + at);
  }

  private Resumption reset(long head) {
    return Resumption.withLoss(head, Notice.reset(log.epochs().position(head)), Cursor.EARLIEST);
  }

  /** An event that the reader may not read is not there for it: an id must not tell that it is. */
  private OptionalLong offsetOf(String id, Grant grant) {
    try {
      OptionalLong offset = log.offsetOf(id);
      boolean readable =
          offset.isPresent()
              && log.read(offset.getAsLong() - 1, 1).events().stream()
                  .anyMatch(event -> event.id().equals(id) && grant.mayRead(event));
      return readable ? offset : OptionalLong.empty();
    } catch (UnreadableLogException e) {
      RefusedException refused =
          new RefusedException(Refusal.STORE_UNAVAILABLE, "The history cannot be read just now");
      refused.initCause(e);
      throw refused;
    }
  }
}
