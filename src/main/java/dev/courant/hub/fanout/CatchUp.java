package dev.courant.hub.fanout;

import dev.courant.hub.connection.Chunk;
import dev.courant.hub.fanout.History.Stretch;
import dev.courant.log.UnreadableLogException;
import dev.courant.wire.EncodedEvent;
import dev.courant.wire.Notice;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

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
  private static final long RETRY_SECONDS = 1;

  /** So near the head the pump goes the rest of the way: the head may move faster than we do. */
  private static final int CLOSE_EVENTS = 256;

  private final History history;
  private final ExecutorService threads;

  CatchUp(History history, ExecutorService threads) {
    this.history = history;
    this.threads = threads;
  }

  /** Takes a member over from its pump; any thread, which lets go of it. */
  void start(Member member) {
    member.connection.whenRoom(PAGE_MAX_BYTES, () -> execute(() -> readPage(member)));
  }

  /**
   * Offers a member what it wants of the events behind its cursor, and moves the cursor. Called by
   * whoever holds the member.
   *
   * @return whether it was taken; if not, nothing has changed
   */
  boolean offer(Member member, List<EncodedEvent> events) {
    List<EncodedEvent> wanted = wanted(member, history.worthKnowing(events));
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
      Stretch stretch = history.read(member.cursor, PAGE_MAX_BYTES);
      if (stretch.floor() > member.cursor) {
        tellOfGap(member, stretch.floor());
        return;
      }
      List<EncodedEvent> wanted = wanted(member, stretch.events());
      if (wanted.isEmpty()) {
        goOn(member, wanted, stretch.upTo());
      } else {
        deliver(member, chunk(member, wanted), () -> goOn(member, wanted, stretch.upTo()));
      }
    } catch (UnreadableLogException e) {
      LOG.log(System.Logger.Level.WARNING, "Catching up waits, since {0}", e.getMessage());
      CompletableFuture.delayedExecutor(RETRY_SECONDS, TimeUnit.SECONDS, threads)
          .execute(() -> readPage(member));
    }
  }

  /** Retention was quicker than the member: it goes on behind what is lost, and is told so. */
  private void tellOfGap(Member member, long floor) {
    Notice gap =
        Notice.gap(
            history.positionOf(member.cursor + 1),
            history.positionOf(floor),
            history.positionOf(floor));
    deliver(
        member,
        Chunk.of(gap, member.interest().format()),
        () -> {
          member.owesNotice = false;
          goOn(member, List.of(), floor);
        });
  }

  /** Delivers a chunk that has been made, now or when there is room for all of it. */
  private void deliver(Member member, Chunk chunk, Runnable whenTaken) {
    if (member.connection.offer(chunk)) {
      whenTaken.run();
    } else {
      member.connection.whenRoom(
          chunk.sizeBytes(), () -> execute(() -> deliver(member, chunk, whenTaken)));
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
  }

  private static List<EncodedEvent> wanted(Member member, List<EncodedEvent> events) {
    return events.stream().filter(e -> member.interest().wants(e.event())).toList();
  }

  private static Chunk chunk(Member member, List<EncodedEvent> wanted) {
    return Chunk.of(wanted, member.interest().format());
  }

  private void execute(Runnable step) {
    try {
      threads.execute(step);
    } catch (RejectedExecutionException stopping) {
      // The hub is being stopped, and with it every connection.
      return;
    }
  }
}
