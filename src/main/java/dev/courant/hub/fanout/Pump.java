package dev.courant.hub.fanout;

import dev.courant.hub.connection.Connection;
import dev.courant.hub.connection.Standing;
import dev.courant.wire.EncodedEvent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;

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

  private final History history;
  private final Deadlines deadlines;
  private final CatchUp catchUp;
  private final Bell bell;
  private final Mailbox mailbox;

  // Touched by the pump's thread only.
  private final Audiences audiences = new Audiences();
  private final Map<Connection, Member> members = new HashMap<>();
  private final Arrivals arriving = new Arrivals();
  private final List<Audience> touched = new ArrayList<>();
  private long position;

  /** Where the pump stood before its last batch. */
  private long beforeBatch;

  private volatile int audienceCount;

  /** Whether a batch was begun and not delivered to its end. */
  private boolean isBatchOpen;

  Pump(History history, Deadlines deadlines, CatchUp catchUp, Bell bell) {
    this.history = history;
    this.deadlines = deadlines;
    this.catchUp = catchUp;
    this.bell = bell;
    this.mailbox = new Mailbox(bell);
    this.position = history.head();
  }

  /** There is something new to read; any thread. */
  void call() {
    bell.ring();
  }

  /** Takes a connection into the books; any thread. It joins at its cursor. */
  void join(Connection connection, Entry entry) {
    mailbox.post(
        () -> {
          Member member = new Member(connection, this, entry, history.head());
          members.put(connection, member);
          arriving.add(member);
        });
  }

  /** Takes a member back that has caught up; any thread, which lets go of it. */
  void rejoin(Member member) {
    mailbox.post(
        () -> {
          if (members.containsKey(member.connection)) {
            arriving.add(member);
          }
        });
  }

  /** Strikes off a connection that has ended; any thread. */
  void leave(Connection connection) {
    mailbox.post(() -> remove(connection));
  }

  /** Gives a connection another standing, made of its own; any thread. Tells whether it is here. */
  CompletableFuture<Boolean> change(Connection connection, UnaryOperator<Standing> maker) {
    return mailbox.ask(() -> renew(connection, maker));
  }

  /** Does something on the pump's thread; any thread. */
  CompletableFuture<Boolean> perform(BooleanSupplier step) {
    return mailbox.ask(step::getAsBoolean);
  }

  /** Where its members stand; any thread. */
  CompletableFuture<Map<Connection, Whereabouts>> whereabouts() {
    return mailbox.ask(
        () -> {
          Map<Connection, Whereabouts> all = new HashMap<>();
          members.forEach(
              (connection, member) -> all.put(connection, member.whereabouts(position)));
          return all;
        });
  }

  /**
   * Does what there is to do now, in one pass. A pass may fail at any place, for want of memory for
   * example: the next one then goes on with what is left of it.
   *
   * @return whether there is more to do at once
   */
  boolean tick(long nowNanos) {
    abandonOpenBatch();
    boolean isSweepDue = deadlines.areDue(nowNanos);
    if (isSweepDue) {
      deadlines.endOverdue(members.values(), nowNanos);
    }
    mailbox.readAll();
    admitArrivals();
    boolean moved = pumpBatch(nowNanos);
    admitArrivals();
    if (isSweepDue) {
      deadlines.keep(members.values(), nowNanos, history.positionOf(position));
    }
    audienceCount = audiences.size();
    return moved || !mailbox.isEmpty();
  }

  /** How many audiences there are; any thread. */
  int audiences() {
    return audienceCount;
  }

  /** How long the pump may rest when nobody calls it, in nanoseconds. */
  long restNanos(long nowNanos) {
    return deadlines.restNanos(nowNanos);
  }

  private boolean pumpBatch(long nowNanos) {
    long end = arriving.first();
    List<EncodedEvent> batch = history.recent(position, end, BATCH_MAX_BYTES);
    if (batch.isEmpty()) {
      return !history.isInTail(position) && fallBack();
    }
    beforeBatch = position;
    isBatchOpen = true;
    position = batch.get(batch.size() - 1).event().offset();
    batch.forEach(event -> audiences.collect(event, touched));
    for (Audience audience : touched) {
      List<Member> behind =
          audience.deliver(position, nowNanos, history::stampOf, catchUp::skipped);
      behind.forEach(member -> startCatchUp(member, beforeBatch));
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
    members.values().stream()
        .filter(Member::isLive)
        .forEach(member -> startCatchUp(member, Math.max(member.cursor, beforeBatch)));
    isBatchOpen = false;
  }

  /** The tail has moved past this pump: its members catch up one by one; it goes to the head. */
  private boolean fallBack() {
    members.values().stream()
        .filter(Member::isLive)
        .forEach(member -> startCatchUp(member, position));
    position = history.head();
    return true;
  }

  private void startCatchUp(Member member, long cursor) {
    audiences.remove(member);
    member.cursor = cursor;
    catchUp.start(member);
  }

  private void admitArrivals() {
    arriving.release(position, this::admit);
  }

  private void admit(Member member) {
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

  private boolean isAdmitted(Member member) {
    if (catchUp.offer(member, history.recent(member.cursor, position, BATCH_MAX_BYTES))
        && member.cursor == position
        && catchUp.tellThatItIsLive(member)) {
      audiences.add(member);
      member.hasBeenLive = true;
    }
    return member.isLive();
  }

  /**
   * A live member leaves its audience, and joins another at the end of this very step: it has got
   * what it wanted so far, and gets what it wants from here on. One that catches up goes on with
   * its next page. In this order it does no harm to do it twice.
   */
  private boolean renew(Connection connection, UnaryOperator<Standing> maker) {
    Member member = members.get(connection);
    if (member == null) {
      return false;
    }
    Standing standing = maker.apply(connection.standing());
    if (member.isLive()) {
      arriving.addOnce(member);
      member.cursor = position;
      audiences.remove(member);
    }
    connection.renew(standing);
    member.knowsOfEnd = false;
    return true;
  }

  private void remove(Connection connection) {
    Member member = members.get(connection);
    if (member != null) {
      audiences.remove(member);
      arriving.remove(member);
      members.remove(connection);
    }
  }
}
