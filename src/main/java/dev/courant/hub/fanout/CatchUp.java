package dev.courant.hub.fanout;

import dev.courant.event.Event;
import dev.courant.hub.connection.Chunk;
import dev.courant.hub.connection.Interest;
import dev.courant.hub.fanout.History.Stretch;
import dev.courant.log.UnreadableLogException;
import dev.courant.wire.EncodedEvent;
import dev.courant.wire.Notice;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

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
  static final int PAGE_MAX_BYTES = 256 * 1024;

  /** How often an event is tried to be encoded before it is given up: memory may come back. */
  static final int ENCODING_TRIES = 4;

  /** Less than any event weighs. */
  private static final int ONE_EVENT = 1;

  /** So near the head the pump goes the rest of the way: the head may move faster than we do. */
  private static final int CLOSE_EVENTS = 256;

  private final History history;
  private final Executor threads;
  private final Executor later;

  /**
   * Catching up.
   *
   * @param threads take the steps
   * @param later the same, after a pause: for what has failed
   */
  CatchUp(History history, Executor threads, Executor later) {
    this.history = history;
    this.threads = threads;
    this.later = later;
  }

  /** Takes a member over from its pump; any thread, which lets go of it. */
  void start(Member member) {
    attempt(
        member,
        () ->
            member.connection.whenRoom(
                PAGE_MAX_BYTES, () -> execute(threads, member, () -> readPage(member))));
  }

  /** The same after a pause, since something has failed. */
  void startLater(Member member) {
    execute(later, member, () -> start(member));
  }

  /**
   * Offers a member what it wants of the events behind its cursor, and moves the cursor. Called by
   * whoever holds the member.
   *
   * @return whether it was taken; if not, nothing has changed
   */
  boolean offer(Member member, List<EncodedEvent> events) {
    List<EncodedEvent> wanted = wanted(member.interest(), history.worthKnowing(events));
    if (!wanted.isEmpty() && !member.connection.offer(chunk(member, wanted))) {
      return false;
    }
    if (!events.isEmpty()) {
      advance(member, wanted, events.get(events.size() - 1).event().offset());
    }
    return true;
  }

  /**
   * Tells a member that came with a cursor that it has caught up, at the moment when that is true.
   *
   * @return whether it was taken, or there was nothing to tell
   */
  boolean tellThatItIsLive(Member member) {
    Notice notice = Notice.live(history.positionOf(member.cursor), member.replayed);
    boolean told =
        !member.owesNotice || member.connection.offer(Chunk.of(notice, member.interest().format()));
    member.owesNotice &= !told;
    return told;
  }

  private void readPage(Member member) {
    if (!member.connection.isOpen()) {
      return;
    }
    try {
      boolean isCareful = member.cursor < member.carefulUpTo;
      Stretch stretch = history.read(member.cursor, isCareful ? ONE_EVENT : PAGE_MAX_BYTES);
      if (stretch.floor() > member.cursor) {
        tellOfLoss(member, member.cursor + 1, stretch.floor(), stretch.floor());
      } else {
        Interest interest = member.interest();
        deliver(member, interest, wanted(interest, stretch.events()), stretch.upTo());
      }
    } catch (UnreadableLogException e) {
      LOG.log(System.Logger.Level.WARNING, "Catching up waits, since {0}", e.getMessage());
      startLater(member);
    }
  }

  private void deliver(Member member, Interest interest, List<EncodedEvent> wanted, long upTo) {
    if (wanted.isEmpty()) {
      goOn(member, wanted, upTo);
      return;
    }
    Chunk chunk;
    try {
      chunk = chunk(member, wanted);
    } catch (RuntimeException | Error e) {
      tryAgainOrGiveUp(member, wanted.get(0).event(), upTo, e);
      return;
    }
    deliver(member, interest, chunk, () -> goOn(member, wanted, upTo));
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
      LOG.log(
          System.Logger.Level.WARNING,
          "Catching up waits, since encoding failed: {0}",
          why.toString());
      startLater(member);
    }
  }

  /** What is kept no longer, or cannot be sent: the member goes on behind it, and is told so. */
  private void tellOfLoss(Member member, long from, long to, long upTo) {
    Notice gap =
        Notice.gap(history.positionOf(from), history.positionOf(to), history.positionOf(upTo));
    deliver(
        member,
        member.interest(),
        Chunk.of(gap, member.interest().format()),
        () -> {
          member.owesNotice = false;
          goOn(member, List.of(), upTo);
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
          () -> execute(threads, member, () -> deliver(member, interest, chunk, whenTaken)));
    } else {
      start(member);
    }
  }

  private void goOn(Member member, List<EncodedEvent> delivered, long upTo) {
    advance(member, delivered, upTo);
    if (history.head() - member.cursor <= CLOSE_EVENTS) {
      member.pump.rejoin(member);
    } else {
      start(member);
    }
  }

  private static void advance(Member member, List<EncodedEvent> delivered, long upTo) {
    member.replayed += delivered.size();
    member.cursor = upTo;
    member.failedTries = 0;
  }

  private static List<EncodedEvent> wanted(Interest interest, List<EncodedEvent> events) {
    return events.stream().filter(e -> interest.wants(e.event())).toList();
  }

  private static Chunk chunk(Member member, List<EncodedEvent> wanted) {
    return Chunk.of(wanted, member.interest().format());
  }

  private static void execute(Executor executor, Member member, Runnable step) {
    attempt(member, () -> executor.execute(() -> attempt(member, step)));
  }

  /** A step that fails leaves a member of which nobody knows what it has got: it has to leave. */
  private static void attempt(Member member, Runnable step) {
    try {
      step.run();
    } catch (RejectedExecutionException stopping) {
      // The hub is being stopped, and with it every connection.
      return;
    } catch (RuntimeException | Error e) {
      member.connection.failed(e);
    }
  }
}
