package dev.courant.hub.fanout;

import dev.courant.hub.connection.Chunk;
import dev.courant.hub.connection.Interest;
import dev.courant.hub.fanout.History.Stretch;
import dev.courant.hub.measure.Measures;
import dev.courant.log.UnreadableLogException;
import dev.courant.wire.EncodedEvent;
import dev.courant.wire.Notice;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * Brings members from their cursor to the head, at their own speed: those that came with a cursor,
 * those whose outbox was full, and those whose pump was ahead of them.
 *
 * <p>A member is read a page, then it goes to the back of the queue; while its outbox is full it
 * waits for room and holds no thread. So a slow client costs its outbox and one page, and delays
 * nobody.
 */
final class CatchUp {
  private static final System.Logger LOG = System.getLogger(CatchUp.class.getName());

  /** After how long what has failed is tried again. */
  private static final long RETRY_NANOS = Duration.ofSeconds(1).toNanos();

  /** That it waits is told so often at most. */
  private static final long TOLD_EVERY_NANOS = Duration.ofMinutes(1).toNanos();

  static final int PAGE_MAX_BYTES = 256 * 1024;

  /** Less than any event weighs. */
  private static final int ONE_EVENT = 1;

  private final History history;
  private final Turns turns;
  private final LongSupplier nanoClock;
  private final Feeder feeder;
  private final AtomicLong toldNanos;

  /**
   * Catching up.
   *
   * @param turns gives the threads
   * @param nanoClock the time, in nanoseconds from some origin
   * @param measures is told of what is lost
   */
  CatchUp(History history, Turns turns, LongSupplier nanoClock, Measures measures) {
    this.history = history;
    this.turns = turns;
    this.nanoClock = nanoClock;
    this.toldNanos = new AtomicLong(nanoClock.getAsLong() - TOLD_EVERY_NANOS);
    this.feeder = new Feeder(history, turns, nanoClock, measures, this);
  }

  /** Takes a member over from its pump; any thread, which lets go of it. */
  void start(Member member) {
    long rest = member.restNanos(nanoClock.getAsLong());
    if (rest > 0) {
      startLater(member, rest);
      return;
    }
    Turns.attempt(
        member,
        () ->
            member.connection.whenRoom(
                PAGE_MAX_BYTES, () -> turns.take(member, () -> readPage(member))));
  }

  /** The same after a pause, since something has failed. */
  void startLater(Member member) {
    startLater(member, RETRY_NANOS);
  }

  private void startLater(Member member, long nanos) {
    turns.take(member, nanos, () -> start(member));
  }

  /** Counts events that were left out for one member. */
  void skipped(int events) {
    feeder.skipped(events);
  }

  /** How many events were left out so far; any thread. */
  long skipped() {
    return feeder.skipped();
  }

  /**
   * Offers a member what it wants of the events behind its cursor, and moves the cursor. Called by
   * whoever holds the member.
   *
   * @return whether it was taken; if not, nothing has changed
   */
  boolean offer(Member member, List<EncodedEvent> events) {
    if (events.isEmpty()) {
      return true;
    }
    List<EncodedEvent> wanted = wanted(member.interest(), history.worthKnowing(events));
    long upTo = events.get(events.size() - 1).event().offset();
    Portion portion =
        member.conflates() ? Portion.of(Conflation.of(wanted), upTo) : new Portion(wanted, upTo, 0);
    return feeder.offer(member, portion);
  }

  /**
   * Tells a member that came with a cursor that it has caught up, at the moment when that is true:
   * when it has got all that was there when it came.
   *
   * @return whether it was taken, or there was nothing to tell
   */
  boolean tellThatItIsLive(Member member) {
    if (member.owesNotice && member.cursor >= member.completeUpTo) {
      Notice notice = Notice.live(history.positionOf(member.cursor), member.replayed);
      Chunk chunk = Chunk.of(notice, member.interest().format());
      member.owesNotice = !member.connection.offer(chunk);
    }
    return !member.owesNotice;
  }

  private void readPage(Member member) {
    readOn(
        member,
        () -> {
          boolean isCareful = member.cursor < member.carefulUpTo;
          if (member.conflates() && !isCareful) {
            readNewest(member, member.interest(), new Conflation(), member.cursor);
          } else {
            readAll(member, isCareful ? ONE_EVENT : PAGE_MAX_BYTES);
          }
        });
  }

  private void readOn(Member member, Runnable step) {
    if (!member.connection.isOpen()) {
      return;
    }
    try {
      step.run();
    } catch (UnreadableLogException e) {
      tellThatItWaits(String.valueOf(e.getMessage()));
      startLater(member);
    }
  }

  /** For all whom it concerns, and not again and again. */
  void tellThatItWaits(String why) {
    long now = nanoClock.getAsLong();
    long last = toldNanos.get();
    if (now - last >= TOLD_EVERY_NANOS && toldNanos.compareAndSet(last, now)) {
      LOG.log(System.Logger.Level.WARNING, "Catching up waits, since {0}", why);
    }
  }

  private void readAll(Member member, int maxBytes) {
    Stretch stretch = history.read(member.cursor, maxBytes);
    if (stretch.floor() > member.cursor) {
      feeder.tellOfLoss(member, member.cursor + 1, stretch.floor(), stretch.floor());
    } else {
      Interest interest = member.interest();
      List<EncodedEvent> wanted = wanted(interest, stretch.events());
      feeder.feed(member, interest, new Portion(wanted, stretch.upTo(), 0));
    }
  }

  /**
   * Reads on to the head, a page at a time, and keeps the newest: so who comes late gets what
   * counts now, and not what counted before.
   */
  private void readNewest(Member member, Interest interest, Conflation newest, long after) {
    Stretch stretch = history.read(after, PAGE_MAX_BYTES);
    boolean isLost = stretch.floor() > after;
    if (isLost && after == member.cursor) {
      feeder.tellOfLoss(member, after + 1, stretch.floor(), stretch.floor());
      return;
    }
    if (!isLost) {
      newest.add(wanted(interest, stretch.events()));
    }
    long upTo = isLost ? after : stretch.upTo();
    if (isLost || newest.weightBytes() >= PAGE_MAX_BYTES || upTo >= history.head()) {
      feeder.feed(member, interest, Portion.of(newest, upTo));
    } else {
      turns.take(member, () -> readOn(member, () -> readNewest(member, interest, newest, upTo)));
    }
  }

  private static List<EncodedEvent> wanted(Interest interest, List<EncodedEvent> events) {
    return events.stream().filter(e -> interest.wants(e.event())).toList();
  }
}
