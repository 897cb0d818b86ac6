package dev.courant.hub.fanout;

import dev.courant.hub.connection.Connection;
import dev.courant.hub.connection.Departure;
import dev.courant.wire.EncodedEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Feeds the connections that it owns. One thread calls {@link #tick}; what others want of it they
 * put into its mailbox. So joining, leaving, heartbeats and deadlines need no locks, and are tested
 * with a clock that stands still.
 *
 * <p>The pump has a position: everything up to it has been offered to the live members. A member
 * that comes from catching up has a cursor of its own; the pump ends a batch exactly there, and
 * takes the member in at that moment: nothing is missed and nothing comes twice. A batch that was
 * not delivered to its end is never delivered later: see {@link #abandonOpenBatch}.
 */
final class Pump {
  private static final System.Logger LOG = System.getLogger(Pump.class.getName());

  /** The most that one batch takes from the tail, in bytes of memory. */
  static final int BATCH_MAX_BYTES = 256 * 1024;

  /** How often deadlines are looked at: a heartbeat or a stall may be noticed that much later. */
  private static final long SWEEP_NANOS = Duration.ofMillis(250).toNanos();

  private final History history;
  private final Timing timing;
  private final CatchUp catchUp;
  private final Bell bell;
  private final Queue<Runnable> mailbox = new ConcurrentLinkedQueue<>();

  // Touched by the pump's thread only.
  private final Audiences audiences = new Audiences();
  private final Map<Connection, Member> members = new HashMap<>();
  private final List<Member> arriving = new ArrayList<>();
  private final List<Audience> touched = new ArrayList<>();
  private long position;

  /** Where the pump stood before its last batch. */
  private long beforeBatch;

  /** Whether a batch was begun and not delivered to its end. */
  private boolean isBatchOpen;

  private long nextSweepNanos;

  Pump(History history, Timing timing, CatchUp catchUp, Bell bell, long nowNanos) {
    this.history = history;
    this.timing = timing;
    this.catchUp = catchUp;
    this.bell = bell;
    this.position = history.head();
    this.nextSweepNanos = nowNanos + SWEEP_NANOS;
  }

  /** There is something new to read; any thread. */
  void call() {
    bell.ring();
  }

  /** Takes a connection into the books; any thread. It joins at its cursor. */
  void join(Connection connection, Entry entry) {
    post(
        () -> {
          Member member = new Member(connection, this, entry);
          members.put(connection, member);
          arriving.add(member);
        });
  }

  /** Takes a member back that has caught up; any thread, which lets go of it. */
  void rejoin(Member member) {
    post(
        () -> {
          if (members.containsKey(member.connection)) {
            arriving.add(member);
          }
        });
  }

  /** Strikes a connection off the books, which has ended; any thread. */
  void leave(Connection connection) {
    post(() -> remove(connection));
  }

  private void post(Runnable letter) {
    mailbox.add(letter);
    bell.ring();
  }

  /**
   * Does what there is to do now, in one pass. A pass may fail at any place, for want of memory for
   * example: the next one then goes on with what is left of it.
   *
   * @return whether there is more to do at once
   */
  boolean tick(long nowNanos) {
    abandonOpenBatch();
    // A letter that could not be read to its end is read again: none does harm twice.
    for (Runnable letter = mailbox.peek(); letter != null; letter = mailbox.peek()) {
      letter.run();
      mailbox.remove();
    }
    admitArrivals();
    boolean moved = pumpBatch();
    admitArrivals();
    if (nowNanos - nextSweepNanos >= 0) {
      nextSweepNanos = nowNanos + SWEEP_NANOS;
      sweep(nowNanos);
    }
    return moved || !mailbox.isEmpty();
  }

  /** How long the pump may rest when nobody calls it, in nanoseconds. */
  long restNanos(long nowNanos) {
    return Math.max(0, nextSweepNanos - nowNanos);
  }

  private boolean pumpBatch() {
    long end = arriving.stream().mapToLong(m -> m.cursor).min().orElse(Long.MAX_VALUE);
    List<EncodedEvent> batch = history.recent(position, end, BATCH_MAX_BYTES);
    if (batch.isEmpty()) {
      return !history.isInTail(position) && fallBack();
    }
    beforeBatch = position;
    isBatchOpen = true;
    position = batch.get(batch.size() - 1).event().offset();
    batch.forEach(event -> audiences.collect(event, touched));
    for (Audience audience : touched) {
      audience.deliver(position).forEach(member -> startCatchUp(member, beforeBatch));
    }
    touched.clear();
    isBatchOpen = false;
    return true;
  }

  /**
   * A pass has failed halfway through a batch. Each live member catches up from where it stands:
   * behind the batch, if it has got it, else before it.
   */
  private void abandonOpenBatch() {
    if (!isBatchOpen) {
      return;
    }
    audiences.forget();
    touched.clear();
    for (Member member : members.values()) {
      if (member.isLive()) {
        startCatchUp(member, Math.max(member.cursor, beforeBatch));
      }
    }
    isBatchOpen = false;
  }

  /**
   * The tail has moved past this pump: its members catch up one by one, and it goes to the head.
   */
  private boolean fallBack() {
    for (Member member : members.values()) {
      if (member.isLive()) {
        startCatchUp(member, position);
      }
    }
    position = history.head();
    return true;
  }

  private void startCatchUp(Member member, long cursor) {
    audiences.remove(member);
    member.cursor = cursor;
    catchUp.start(member);
  }

  private void admitArrivals() {
    for (Iterator<Member> all = arriving.iterator(); all.hasNext(); ) {
      Member member = all.next();
      if (member.cursor > position) {
        continue;
      }
      all.remove();
      try {
        if (!isAdmitted(member)) {
          catchUp.start(member);
        }
      } catch (RuntimeException | Error e) {
        // Whatever went wrong, the member has got what its cursor says.
        LOG.log(System.Logger.Level.ERROR, "A connection could not be taken in and catches up", e);
        catchUp.startLater(member);
      }
    }
  }

  private boolean isAdmitted(Member member) {
    if (catchUp.offer(member, history.recent(member.cursor, position, BATCH_MAX_BYTES))
        && member.cursor == position
        && catchUp.tellThatItIsLive(member)) {
      audiences.add(member);
    }
    return member.isLive();
  }

  private void remove(Connection connection) {
    Member member = members.get(connection);
    if (member != null) {
      audiences.remove(member);
      arriving.remove(member);
      members.remove(connection);
    }
  }

  private void sweep(long nowNanos) {
    Heartbeats heartbeats = new Heartbeats(history.positionOf(position));
    for (Member member : members.values()) {
      Connection connection = member.connection;
      if (connection.stalledNanos(nowNanos) > timing.writeStallNanos()) {
        connection.depart(Departure.STALLED);
      } else if (connection.idleNanos(nowNanos) >= timing.heartbeatNanos()) {
        connection.offer(heartbeats.forMember(member));
      }
    }
  }
}
