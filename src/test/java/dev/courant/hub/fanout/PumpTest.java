package dev.courant.hub.fanout;

import static dev.courant.hub.connection.Samples.everything;
import static dev.courant.hub.connection.Samples.interest;
import static dev.courant.hub.connection.Samples.toSubscribe;
import static org.assertj.core.api.Assertions.assertThat;

import dev.courant.access.Grant;
import dev.courant.event.Publication;
import dev.courant.hub.connection.Departure;
import dev.courant.hub.connection.Interest;
import dev.courant.hub.connection.RecordingChannel;
import dev.courant.hub.fanout.Rig.Reader;
import dev.courant.wire.Format;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class PumpTest {
  private static final Duration HEARTBEAT = Duration.ofNanos(Rig.TIMING.heartbeatNanos());
  private static final Duration WRITE_STALL = Duration.ofNanos(Rig.TIMING.writeStallNanos());
  private static final Duration SWEEP = Duration.ofMillis(250);
  private static final Duration NANO = Duration.ofNanos(1);

  private final Rig rig = Rig.roomy();

  @Test
  void eventsGoToThoseWhoAskForThem() {
    Reader ofA = join(Grant.ANONYMOUS, "/a");
    Reader ofBoth = join(Grant.ANONYMOUS, "/a", "/b");
    Reader ofAll = join(Grant.ANONYMOUS, "*");
    Reader ofNone = join(Grant.ANONYMOUS, "/z");
    rig.publishOn("/a", 1);
    rig.publishOn("/b", 1);
    rig.publishOn("/c", 1);
    rig.tick();

    assertThat(ofA.data()).containsExactly("1");
    assertThat(ofBoth.data()).containsExactly("1", "2");
    assertThat(ofAll.data()).containsExactly("1", "2", "3");
    assertThat(ofNone.channel.operations()).isEmpty();
  }

  @Test
  void anEventComesOnceHoweverManyOfItsTopicsAreAskedForHowOften() {
    Reader ofMany = join(Grant.ANONYMOUS, "/a", "/b", "*");
    Reader ofOne = join(Grant.ANONYMOUS, "/b");
    rig.publish(Publication.on("/a").alsoOn("/b").alsoOn("/a").alsoOn("/c").data("1").build());
    rig.publish(Publication.on("/b").alsoOn("/b").data("2").build());
    rig.tick();

    assertThat(ofMany.data()).containsExactly("1", "2");
    assertThat(ofOne.data()).containsExactly("1", "2");
  }

  @Test
  void privateEventsGoToThoseOnlyWhoseGrantNamesOneOfTheirTopics() {
    Reader anonymous = join(Grant.ANONYMOUS, "*", "/a");
    Reader granted = join(toSubscribe("/b"), "/a");
    Reader grantedElsewhere = join(toSubscribe("/z"), "/a", "/b");
    rig.publish(Publication.on("/a").alsoOn("/b").data("secret").asPrivate().build());
    rig.publish(Publication.of("/a", "open"));
    rig.tick();

    assertThat(anonymous.data()).containsExactly("open");
    assertThat(granted.data()).containsExactly("secret", "open");
    assertThat(grantedElsewhere.data()).containsExactly("open");
  }

  @Test
  void aBatchIsJoinedOnceForAllWhoAskForTheSameThing() {
    Reader one = join(Grant.ANONYMOUS, "/a", "/b");
    Reader other = join(Grant.ANONYMOUS, "/b", "/a");
    Reader ofAll = join(Grant.ANONYMOUS, "*");
    rig.publishOn("/a", 3);
    rig.tick();

    assertThat(one.channel.arrays()).hasSize(1);
    assertThat(other.channel.arrays().get(0)).isSameAs(one.channel.arrays().get(0));
    assertThat(ofAll.channel.arrays().get(0)).isNotSameAs(one.channel.arrays().get(0));
    assertThat(ofAll.data()).isEqualTo(one.data()).hasSize(3);
  }

  @Test
  void eventsThatTheContainerWritesAreHandedOverUnwritten() {
    Interest interest = new Interest(everything().matchers(), Grant.ANONYMOUS, Format.CONTAINER);
    Reader reader = rig.join(interest, RecordingChannel.open());
    rig.tick();
    rig.publishOn("/a", 2);
    rig.tick();
    assertThat(reader.channel.arrays()).containsExactly(new byte[0]);
    assertThat(reader.channel.handedOver())
        .extracting(e -> e.event().publication().data())
        .containsExactly("1", "2");
  }

  @Test
  void whoeverJoinsGetsWhatIsStoredFromThenOn() {
    Reader early = join(Grant.ANONYMOUS, "*");
    rig.publishOn("/a", 5);
    Reader late = join(Grant.ANONYMOUS, "*");
    rig.publishOn("/a", 5);
    rig.tick();
    assertThat(late.data()).isEmpty();
    rig.tick();

    assertThat(early.data()).hasSize(10);
    assertThat(late.data()).containsExactly("6", "7", "8", "9", "10");
  }

  @Test
  void whoeverLeavesGetsNothingMore() {
    Reader leaving = join(Grant.ANONYMOUS, "/a");
    Reader staying = join(Grant.ANONYMOUS, "/a");
    Reader alone = join(Grant.ANONYMOUS, "/b");
    leaving.connection.depart(Departure.CLIENT_GONE);
    alone.connection.depart(Departure.CLIENT_GONE);
    rig.publishOn("/a", 1);
    rig.publishOn("/b", 1);
    rig.tick();
    Reader successor = join(Grant.ANONYMOUS, "/b");
    rig.publishOn("/b", 1);
    rig.tick();

    assertThat(leaving.data()).isEmpty();
    assertThat(alone.data()).isEmpty();
    assertThat(staying.data()).containsExactly("1");
    assertThat(successor.data()).containsExactly("3");
  }

  @Test
  void aHeartbeatComesAfterTheIntervalWithoutAWordAndNotBefore() {
    Reader idle = join(Grant.ANONYMOUS, "/a");
    rig.tickAfter(HEARTBEAT.minus(NANO));
    assertThat(idle.channel.operations()).isEmpty();
    rig.tickAfter(SWEEP);
    assertThat(idle.channel.arrays()).singleElement().isEqualTo(Format.EVENT_STREAM.heartbeat());

    rig.publishOn("/a", 1);
    rig.tickAfter(HEARTBEAT.minus(SWEEP));
    assertThat(idle.channel.arrays()).hasSize(2);
    rig.tickAfter(HEARTBEAT.minus(NANO));
    assertThat(idle.channel.arrays()).hasSize(2);
    rig.tickAfter(SWEEP);
    assertThat(idle.channel.arrays()).hasSize(3);
    assertThat(idle.data()).containsExactly("1");
  }

  @Test
  void whileSomethingWaitsThereIsNoHeartbeat() {
    Reader slow = rig.join(everything(), RecordingChannel.blocked());
    rig.publishOn("/a", 1);
    rig.tick();
    rig.tickAfter(HEARTBEAT);
    slow.connection.progressed();
    rig.tickAfter(HEARTBEAT);
    slow.channel.unblock(slow.connection);
    assertThat(slow.channel.arrays()).hasSize(1);
    rig.tickAfter(SWEEP);
    assertThat(slow.channel.arrays()).hasSize(2);
  }

  @Test
  void whoeverTakesNothingForTheWriteStallTimeDeparts() {
    Reader slow = rig.join(everything(), RecordingChannel.blocked());
    Reader stalled = rig.join(everything(), RecordingChannel.blocked());
    rig.publishOn("/a", 1);
    rig.tick();
    rig.tickAfter(WRITE_STALL);
    slow.connection.progressed();
    assertThat(stalled.departures).isEmpty();
    rig.tickAfter(SWEEP);

    assertThat(stalled.departures).containsExactly(Departure.STALLED);
    assertThat(stalled.channel.closes()).containsExactly(Departure.STALLED);
    assertThat(slow.departures).isEmpty();
    slow.channel.unblock(slow.connection);
    slow.assertComplete();
  }

  @Test
  void aClientThatTakesNothingIsFoundOutByItsHeartbeat() {
    Reader gone = join(Grant.ANONYMOUS, "*");
    rig.tick();
    gone.channel.block();
    rig.tickAfter(HEARTBEAT);
    assertThat(gone.departures).isEmpty();
    rig.tickAfter(WRITE_STALL.plus(NANO));
    assertThat(gone.departures).containsExactly(Departure.STALLED);
  }

  @Test
  void aPumpRestsNoLongerThanUntilItsNextLookAtTheDeadlines() {
    assertThat(rig.pump.restNanos(0)).isEqualTo(SWEEP.toNanos());
    rig.tickAfter(SWEEP.minus(NANO));
    assertThat(rig.pump.restNanos(rig.clock.get())).isEqualTo(1);
    assertThat(rig.pump.restNanos(SWEEP.toNanos() + 5)).isZero();
    rig.tickAfter(NANO);
    assertThat(rig.pump.restNanos(rig.clock.get())).isEqualTo(SWEEP.toNanos());
  }

  private Reader join(Grant grant, String... matchers) {
    Reader reader = rig.join(interest(grant, matchers), RecordingChannel.open());
    rig.catchUpSteps.runOne();
    return reader;
  }
}
