package dev.courant.hub.fanout;

import dev.courant.event.Event;
import dev.courant.hub.connection.Chunk;
import dev.courant.hub.connection.Interest;
import dev.courant.hub.measure.Measures;
import dev.courant.wire.Notice;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;

/**
 * Gives members that catch up what was read for them, and moves their cursors behind it. Called by
 * whoever holds the member.
 */
final class Feeder {
  private static final System.Logger LOG = System.getLogger(Feeder.class.getName());

  /** How often an event is tried to be encoded before it is given up: memory may come back. */
  static final int ENCODING_TRIES = 4;

  /** So near the head the pump goes the rest of the way: the head may move faster than we do. */
  private static final int CLOSE_EVENTS = 256;

  private final History history;
  private final Turns turns;
  private final LongSupplier nanoClock;
  private final Measures measures;
  private final CatchUp catchUp;
  private final LongAdder skipped = new LongAdder();

  /**
   * Feeds members.
   *
   * @param measures is told of what is lost
   * @param catchUp reads for those that are not at the head then, or have to be read for again
   */
  Feeder(History history, Turns turns, LongSupplier nanoClock, Measures measures, CatchUp catchUp) {
    this.history = history;
    this.turns = turns;
    this.nanoClock = nanoClock;
    this.measures = measures;
    this.catchUp = catchUp;
  }

  /**
   * Offers a member what it is ready for now.
   *
   * @return whether it was taken; if not, nothing has changed
   */
  boolean offer(Member member, Portion portion) {
    boolean isTaken =
        portion.events().isEmpty()
            || (member.restNanos(nanoClock.getAsLong()) == 0
                && member.connection.offer(chunk(member, portion)));
    if (isTaken) {
      advance(member, portion);
    }
    return isTaken;
  }

  /** Counts events that were left out for one member. */
  void skipped(int events) {
    skipped.add(events);
  }

  /** How many events were left out so far; any thread. */
  long skipped() {
    return skipped.sum();
  }

  /**
   * Gives a member what was read with that interest, now or when there is room; then it goes on.
   */
  void feed(Member member, Interest interest, Portion portion) {
    if (portion.events().isEmpty()) {
      goOn(member, portion);
      return;
    }
    Chunk chunk;
    try {
      chunk = chunk(member, portion);
    } catch (RuntimeException | Error e) {
      tryAgainOrGiveUp(member, portion.events().get(0).event(), portion.upTo(), e);
      return;
    }
    deliver(member, interest, chunk, () -> goOn(member, portion));
  }

  /**
   * Nothing was offered. Whichever event of the page is at fault: they are read one at a time from
   * here on, and the one that cannot be encoded in the end is told as lost.
   */
  private void tryAgainOrGiveUp(Member member, Event first, long upTo, Throwable why) {
    boolean wasAlone = member.cursor < member.carefulUpTo;
    member.carefulUpTo = Math.max(member.carefulUpTo, upTo);
    member.failedTries++;
    if (wasAlone && member.failedTries >= ENCODING_TRIES) {
      LOG.log(
          System.Logger.Level.ERROR,
          "Event {0} is told as lost, since it cannot be encoded: {1}",
          first.position(),
          why);
      tellOfLoss(member, first.offset(), first.offset(), upTo);
    } else {
      // As text: a throwable in this place is no parameter of the message.
      catchUp.tellThatItWaits("encoding failed: " + why);
      catchUp.startLater(member);
    }
  }

  /** What is kept no longer, or cannot be sent: the member goes on behind it, and is told so. */
  void tellOfLoss(Member member, long from, long to, long upTo) {
    Notice gap =
        Notice.gap(history.positionOf(from), history.positionOf(to), history.positionOf(upTo));
    deliver(
        member,
        member.interest(),
        Chunk.of(gap, member.interest().format()),
        () -> {
          measures.lost();
          goOn(member, new Portion(List.of(), upTo, 0));
        });
  }

  /**
   * Delivers a chunk that has been made, now or when there is room for all of it. Where the rights
   * of the member are others by then, the page is read again with those.
   */
  private void deliver(Member member, Interest interest, Chunk chunk, Runnable whenTaken) {
    if (member.connection.offer(chunk, interest)) {
      whenTaken.run();
    } else if (interest.equals(member.interest())) {
      member.connection.whenRoom(
          chunk.sizeBytes(),
          () -> turns.take(member, () -> deliver(member, interest, chunk, whenTaken)));
    } else {
      catchUp.start(member);
    }
  }

  private void goOn(Member member, Portion portion) {
    advance(member, portion);
    if (history.head() - member.cursor <= CLOSE_EVENTS) {
      member.pump.rejoin(member);
    } else {
      catchUp.start(member);
    }
  }

  private void advance(Member member, Portion portion) {
    if (!portion.events().isEmpty()) {
      member.tookSomething(nanoClock.getAsLong());
    }
    skipped.add(portion.skipped());
    member.skipped(portion.skipped());
    member.replayed += portion.events().size();
    member.cursor = portion.upTo();
    member.failedTries = 0;
  }

  private static Chunk chunk(Member member, Portion portion) {
    return Chunk.of(portion.events(), member.interest().format());
  }
}
