package dev.courant.hub.fanout;

import dev.courant.hub.connection.Chunk;
import dev.courant.hub.connection.Interest;
import dev.courant.hub.measure.Stamp;
import dev.courant.wire.EncodedEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntConsumer;
import java.util.function.LongFunction;

/**
 * The live connections of one pump that ask for the same thing with the same rights in the same
 * format. What they get is joined once. Only the pump's thread touches it.
 */
final class Audience {
  final Interest interest;
  private final List<Member> members = new ArrayList<>();
  private final List<EncodedEvent> batch = new ArrayList<>();

  Audience(Interest interest) {
    this.interest = interest;
  }

  boolean isEmpty() {
    return members.isEmpty();
  }

  void add(Member member) {
    members.add(member);
    member.audienceSlot = members.size() - 1;
  }

  void remove(Member member) {
    Member last = members.remove(members.size() - 1);
    if (last != member) {
      members.set(member.audienceSlot, last);
      last.audienceSlot = member.audienceSlot;
    }
    member.audienceSlot = -1;
  }

  /**
   * Puts an event that one of the matchers asks for into the batch, if it may be read and is not in
   * it already.
   *
   * @return whether it is the first of the batch
   */
  boolean collect(EncodedEvent event) {
    boolean first = batch.isEmpty();
    boolean again = !first && batch.get(batch.size() - 1) == event;
    if (again || !interest.grant().mayRead(event.event())) {
      return false;
    }
    batch.add(event);
    return first;
  }

  /** Forgets what has been collected. */
  void forget() {
    batch.clear();
  }

  /**
   * Offers the batch to every member, and moves the cursors of those that take it.
   *
   * @param upTo the last offset of the pass that the batch belongs to
   * @param stamp when the event of an offset passed by
   * @param skipped is told, for each that takes it, how many events of the batch were left out
   * @return those that had no room, or have to rest: they have not got any of it
   */
  List<Member> deliver(
      long upTo, long nowNanos, LongFunction<Optional<Stamp>> stamp, IntConsumer skipped) {
    boolean isPaced = interest.delivery().isPaced();
    List<EncodedEvent> due = isPaced ? Conflation.of(batch).events() : batch;
    int leftOut = batch.size() - due.size();
    Chunk chunk = Chunk.of(due, interest.format(), stamp.apply(due.get(0).event().offset()));
    batch.clear();
    List<Member> behind = List.of();
    for (Member member : members) {
      boolean isRested = !isPaced || member.restNanos(nowNanos) == 0;
      if (isRested && member.connection.offer(chunk)) {
        member.cursor = upTo;
        member.tookSomething(nowNanos);
        member.skipped(leftOut);
        skipped.accept(leftOut);
      } else {
        behind = behind.isEmpty() ? new ArrayList<>() : behind;
        behind.add(member);
      }
    }
    return behind;
  }
}
