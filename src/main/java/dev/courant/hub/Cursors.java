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
import java.util.function.LongSupplier;

/**
 * Finds out what a cursor comes to: by one look into an index, however long history is. (Only for
 * an id that several events have it may take a few, at most {@value #MAX_NAMESAKES}.) Any thread
 * may call it; may block for the disk.
 */
final class Cursors {
  /** So many events of the same id are looked at, to find one that the reader may know of. */
  static final int MAX_NAMESAKES = 100;

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
  Resumption resolve(Cursor cursor, Grant grant, LongSupplier head) {
    try {
      return look(cursor, grant, head);
    } catch (UnreadableLogException e) {
      RefusedException refused =
          new RefusedException(Refusal.STORE_UNAVAILABLE, "The history cannot be read just now");
      refused.initCause(e);
      throw refused;
    }
  }

  private Resumption look(Cursor cursor, Grant grant, LongSupplier head) {
    if (cursor instanceof Cursor.None) {
      return Resumption.liveFrom(head.getAsLong());
    } else if (cursor instanceof Cursor.Earliest) {
      return Resumption.replay(log.bounds().floor(), Cursor.EARLIEST);
    } else if (cursor instanceof Cursor.At at) {
      return at(at.position(), head);
    } else if (cursor instanceof Cursor.OwnId own) {
      OptionalLong offset = offsetOf(own.id(), grant);
      return offset.isPresent() ? Resumption.replay(offset.getAsLong(), own.id()) : reset(head);
    }
    return reset(head);
  }

  private Resumption at(Position cursor, LongSupplier head) {
    if (isUnknown(cursor)) {
      // Another node may have told of it already.
      log.refresh();
    }
    Bounds bounds = log.bounds();
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

  private boolean isUnknown(Position cursor) {
    return cursor.offset() > log.bounds().head().offset()
        || log.epochs().chain().stream().noneMatch(epoch -> epoch.name().equals(cursor.epoch()));
  }

  private Resumption gap(Position from, Position to, long after) {
    Position at = log.epochs().position(after);
    return Resumption.withLoss(after, Notice.gap(from, to, at), "#" + at);
  }

  private Resumption reset(LongSupplier newest) {
    long head = newest.getAsLong();
    return Resumption.anew(head, Notice.reset(log.epochs().position(head)));
  }

  /**
   * The earliest that the reader may read of the events with that id. One that it may not read is
   * not there for it, and must not hide a later one either: else whoever may publish could find out
   * by an id of his choice whether something private has it.
   */
  private OptionalLong offsetOf(String id, Grant grant) {
    OptionalLong offset = log.offsetOf(id, 0);
    for (int i = 1; offset.isPresent() && !isReadable(offset.getAsLong(), id, grant); i++) {
      offset = i < MAX_NAMESAKES ? log.offsetOf(id, offset.getAsLong()) : OptionalLong.empty();
    }
    return offset;
  }

  private boolean isReadable(long offset, String id, Grant grant) {
    return log.read(offset - 1, 1).events().stream()
        .anyMatch(event -> event.id().equals(id) && grant.mayRead(event));
  }
}
