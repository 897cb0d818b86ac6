package dev.courant.hub.fanout;

import dev.courant.event.Position;
import dev.courant.hub.connection.Chunk;
import dev.courant.hub.connection.Connection;
import dev.courant.hub.connection.Departure;
import dev.courant.hub.connection.Lifetime;
import dev.courant.wire.Notice;
import java.time.Duration;
import java.util.Collection;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Keeps what has its time, for the members of one pump: heartbeats, stalls, and the ends of
 * streams. It is looked at a few times each second, and everything may be noticed that much later.
 * Only the pump's thread touches it.
 */
final class Deadlines {
  private static final long SWEEP_NANOS = Duration.ofMillis(250).toNanos();

  /** So long before its token ends a stream, its client is told: time to get another one. */
  private static final long NOTICE_MILLIS = Duration.ofSeconds(30).toMillis();

  private final Timing timing;
  private final LongSupplier clockMillis;
  private long nextSweepNanos;

  /**
   * The deadlines of a pump that begins now.
   *
   * @param clockMillis the time, in milliseconds since 1970: tokens expire by that
   */
  Deadlines(Timing timing, LongSupplier clockMillis, long nowNanos) {
    this.timing = timing;
    this.clockMillis = clockMillis;
    this.nextSweepNanos = nowNanos + SWEEP_NANOS;
  }

  /** Whether it is time to look. */
  boolean areDue(long nowNanos) {
    return nowNanos - nextSweepNanos >= 0;
  }

  /** How long nothing has to be looked at, in nanoseconds. */
  long restNanos(long nowNanos) {
    return Math.max(0, nextSweepNanos - nowNanos);
  }

  /**
   * Ends the streams that have had their time. To be done before anything is delivered: a pump that
   * was held up must not give to anybody what its token would have allowed yesterday.
   */
  void endOverdue(Collection<Member> members, long nowNanos) {
    long nowMillis = clockMillis.getAsLong();
    for (Member member : members) {
      Lifetime lifetime = member.connection.standing().lifetime();
      if (lifetime.tokenLeftMillis(nowMillis) <= 0) {
        member.connection.depart(Departure.TOKEN_EXPIRED);
      } else if (lifetime.ageLeftMillis(nowNanos) <= 0) {
        member.connection.depart(Departure.MAX_AGE);
      }
    }
  }

  /**
   * Ends stalled streams, tells those whose token ends, and gives the idle ones a heartbeat.
   *
   * @param position where the live members stand
   */
  void keep(Collection<Member> members, long nowNanos, Position position) {
    nextSweepNanos = nowNanos + SWEEP_NANOS;
    long nowMillis = clockMillis.getAsLong();
    Heartbeats heartbeats = new Heartbeats(position);
    for (Member member : members) {
      Connection connection = member.connection;
      if (connection.stalledNanos(nowNanos) > timing.writeStallNanos()) {
        connection.depart(Departure.STALLED);
        continue;
      }
      tellOfEnd(member, nowMillis, nowNanos, position);
      if (connection.idleNanos(nowNanos) >= timing.heartbeatNanos()) {
        connection.offer(heartbeats.forMember(member));
      }
    }
  }

  /** Once for each token; not where the stream ends before, for its age: nothing helps against. */
  private static void tellOfEnd(Member member, long nowMillis, long nowNanos, Position position) {
    Lifetime lifetime = member.connection.standing().lifetime();
    long left = lifetime.tokenLeftMillis(nowMillis);
    if (left > NOTICE_MILLIS || member.knowsOfEnd || lifetime.ageLeftMillis(nowNanos) < left) {
      return;
    }
    // While it catches up its cursor is not ours to tell: the client knows its own.
    Optional<Position> at = member.isLive() ? Optional.of(position) : Optional.empty();
    Notice notice = Notice.expiring(at, Math.max(0, (left + 999) / 1000));
    member.knowsOfEnd = member.connection.offer(Chunk.of(notice, member.interest().format()));
    if (member.knowsOfEnd && member.isLive()) {
      member.announced = position.offset();
    }
  }
}
