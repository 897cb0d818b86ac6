package dev.courant.hub.fanout;

import static dev.courant.hub.connection.Samples.interest;
import static dev.courant.hub.connection.Samples.toSubscribe;
import static org.assertj.core.api.Assertions.assertThat;

import dev.courant.access.Grant;
import dev.courant.event.Publication;
import dev.courant.hub.connection.Departure;
import dev.courant.hub.connection.Lifetime;
import dev.courant.hub.connection.RecordingChannel;
import dev.courant.hub.connection.Samples;
import dev.courant.hub.connection.Standing;
import dev.courant.hub.fanout.Rig.Reader;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** A token that is renewed on a live stream: the rights change at an exact place. */
class RenewalTest {
  private static final Grant NOTHING = Grant.ANONYMOUS;
  private static final Grant ALL = toSubscribe("*");

  private final Rig rig = Rig.roomy();

  @Test
  void aLiveStreamGetsFromThenOnWhatTheNewGrantAllows() {
    Reader reader = join(rig, NOTHING);
    publish(rig, 2);
    rig.tick();
    renew(rig, reader, ALL);
    rig.tick();
    publish(rig, 2);
    rig.tick();
    renew(rig, reader, NOTHING);
    rig.tick();
    publish(rig, 2);
    rig.tick();
    assertThat(reader.data()).containsExactly("open 1", "open 3", "secret 4", "open 5");
    assertThat(reader.departures).isEmpty();
  }

  @Test
  void whatThePumpHasNotReachedIsJudgedByTheNewGrant() {
    Reader reader = join(rig, NOTHING);
    publish(rig, 2);
    renew(rig, reader, ALL);
    rig.tick();
    assertThat(reader.data()).containsExactly("open 1", "secret 2");
  }

  @Test
  void theOthersOfTheOldAudienceGoOnAndThoseOfTheNewOneShareTheirChunks() {
    Reader renewed = join(rig, NOTHING);
    Reader left = join(rig, NOTHING);
    Reader met = join(rig, ALL);
    publish(rig, 2);
    rig.tick();
    renew(rig, renewed, ALL);
    rig.tick();
    publish(rig, 2);
    rig.tick();
    assertThat(left.data()).containsExactly("open 1", "open 3");
    assertThat(renewed.data()).containsExactly("open 1", "open 3", "secret 4");
    assertThat(renewed.channel.arrays().get(1)).isSameAs(met.channel.arrays().get(1));
  }

  @Test
  void connectionsOfDifferentCallersWithEqualRightsShareAnAudience() {
    Reader ann = join(rig, ALL, "ann");
    Reader bob = join(rig, ALL, "bob");
    publish(rig, 2);
    rig.tick();
    assertThat(ann.channel.arrays().get(0)).isSameAs(bob.channel.arrays().get(0));
  }

  @Test
  void aStreamThatCatchesUpGoesOnWithTheNewGrantFromItsNextPage() {
    Rig behind = new Rig(1 << 20, 1, 1 << 30);
    publish(behind, 4);
    behind.tick();
    Reader reader =
        behind.join(
            behind.pump, standing(NOTHING, "ann"), RecordingChannel.open(), new Entry(0, true));
    behind.tick();
    assertThat(behind.catchUpSteps.isEmpty()).as("its page waits to be read").isFalse();
    renew(behind, reader, ALL);
    behind.tick();
    behind.settle();
    assertThat(reader.data()).containsExactly("open 1", "secret 2", "open 3", "secret 4");
  }

  @Test
  void aPageThatWaitsForRoomIsReadAgainWithTheNewGrant() {
    Rig narrow = new Rig(64, 1, 1 << 30);
    publish(narrow, 4);
    narrow.tick();
    RecordingChannel channel = RecordingChannel.blocked();
    Reader reader = narrow.join(narrow.pump, standing(ALL, "ann"), channel, new Entry(0, true));
    narrow.tick();
    assertThat(narrow.catchUpSteps.isEmpty()).as("its page waits to be read").isFalse();
    reader.connection.offer(Samples.chunk(64));
    narrow.settle();
    renew(narrow, reader, NOTHING);
    narrow.settle();
    channel.unblock(reader.connection);
    narrow.settle();
    assertThat(reader.data()).doesNotContain("secret 2", "secret 4").endsWith("open 1", "open 3");
  }

  @Test
  void anotherTokenPutsTheEndOffAndIsAnnouncedAnew() {
    Reader reader = join(rig, NOTHING);
    Standing brief = expiring(reader, 20_000);
    renew(rig, reader, brief);
    rig.tickAfter(Duration.ofMillis(250));
    assertThat(reader.notices()).hasSize(1);
    renew(rig, reader, expiring(reader, 60_000));
    rig.tick();
    rig.tickAfter(Duration.ofSeconds(20));
    assertThat(reader.departures).isEmpty();
    rig.tickAfter(Duration.ofSeconds(15));
    assertThat(reader.notices()).hasSize(2);
    rig.tickAfter(Duration.ofSeconds(25));
    assertThat(reader.departures).containsExactly(Departure.TOKEN_EXPIRED);
  }

  @Test
  void aStreamThatHasLeftCannotBeRenewed() {
    Reader reader = join(rig, NOTHING);
    reader.connection.depart(Departure.CLIENT_GONE);
    CompletableFuture<Boolean> done =
        rig.pump.change(reader.connection, before -> standing(ALL, "ann"));
    assertThat(done).isNotDone();
    rig.tick();
    assertThat(done).isCompletedWithValue(false);
  }

  private static void renew(Rig rig, Reader reader, Grant grant) {
    renew(rig, reader, renewed(reader, grant));
  }

  private static void renew(Rig rig, Reader reader, Standing standing) {
    var unused = rig.pump.change(reader.connection, before -> standing);
  }

  private static Standing renewed(Reader reader, Grant grant) {
    return reader
        .connection
        .standing()
        .renewed(Samples.caller("ann", grant, Optional.empty()), Samples.endless());
  }

  private static Standing expiring(Reader reader, long tokenEndMillis) {
    return reader
        .connection
        .standing()
        .renewed(
            Samples.caller("ann", NOTHING, Optional.empty()),
            new Lifetime(tokenEndMillis, Long.MAX_VALUE));
  }

  private static Reader join(Rig rig, Grant grant) {
    return join(rig, grant, "ann");
  }

  private static Reader join(Rig rig, Grant grant, String subject) {
    Entry entry = new Entry(rig.history.head(), false);
    Reader reader = rig.join(rig.pump, standing(grant, subject), RecordingChannel.open(), entry);
    rig.tick();
    return reader;
  }

  private static Standing standing(Grant grant, String subject) {
    return new Standing(
        Samples.caller(subject, grant, Optional.empty()), interest(grant, "*"), Samples.endless());
  }

  /** An open event, a private one, and so on; each tells its offset. */
  private static void publish(Rig rig, int count) {
    for (int i = 0; i < count; i++) {
      long offset = rig.log.bounds().head().offset() + 1;
      boolean isOpen = offset % 2 == 1;
      Publication.Builder publication =
          Publication.on("/a").data((isOpen ? "open " : "secret ") + offset);
      rig.publish(isOpen ? publication.build() : publication.asPrivate().build());
    }
  }
}
