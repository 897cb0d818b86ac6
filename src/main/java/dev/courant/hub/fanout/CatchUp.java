package dev.courant.hub.fanout;

import dev.courant.hub.connection.Chunk;
import dev.courant.hub.connection.Departure;
import dev.courant.wire.EncodedEvent;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;

/**
 * Brings members from their cursor to the head, at their own speed: those whose outbox was full,
 * and those whose pump was ahead of them.
 *
 * <p>A member is read a page, then it goes to the back of the queue; while its outbox is full it
 * waits for room and holds no thread. So a slow client costs its outbox and one page, and delays
 * nobody.
 */
final class CatchUp {
  private static final int PAGE_MAX_BYTES = 256 * 1024;

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
  boolean offer(Member member, List<EncodedEvent> page) {
    List<EncodedEvent> wanted = wanted(member, page);
    if (!wanted.isEmpty() && !member.connection.offer(chunk(member, wanted))) {
      return false;
    }
    moveCursor(member, page);
    return true;
  }

  private void readPage(Member member) {
    if (!member.connection.isOpen()) {
      return;
    }
    List<EncodedEvent> page = history.page(member.cursor, PAGE_MAX_BYTES);
    if (!page.isEmpty() && page.get(0).event().offset() != member.cursor + 1) {
      member.connection.depart(Departure.OVERTAKEN);
      return;
    }
    List<EncodedEvent> wanted = wanted(member, page);
    if (wanted.isEmpty()) {
      goOn(member, page);
    } else {
      deliver(member, page, chunk(member, wanted));
    }
  }

  /** Delivers a chunk that has been made, now or when there is room for all of it. */
  private void deliver(Member member, List<EncodedEvent> page, Chunk chunk) {
    if (member.connection.offer(chunk)) {
      goOn(member, page);
    } else {
      member.connection.whenRoom(
          chunk.sizeBytes(), () -> execute(() -> deliver(member, page, chunk)));
    }
  }

  private void goOn(Member member, List<EncodedEvent> page) {
    moveCursor(member, page);
    if (history.head() - member.cursor <= CLOSE_EVENTS) {
      member.pump.rejoin(member);
    } else {
      start(member);
    }
  }

  private static List<EncodedEvent> wanted(Member member, List<EncodedEvent> page) {
    return page.stream().filter(e -> member.interest().wants(e.event())).toList();
  }

  private static Chunk chunk(Member member, List<EncodedEvent> wanted) {
    return Chunk.of(wanted, member.interest().format());
  }

  private static void moveCursor(Member member, List<EncodedEvent> page) {
    if (!page.isEmpty()) {
      member.cursor = page.get(page.size() - 1).event().offset();
    }
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
