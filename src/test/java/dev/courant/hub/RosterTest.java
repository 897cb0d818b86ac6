package dev.courant.hub;

import static dev.courant.hub.connection.Samples.everything;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.courant.access.Caller;
import dev.courant.event.Refusal;
import dev.courant.event.RefusedException;
import dev.courant.hub.connection.Connection;
import dev.courant.hub.connection.Departure;
import dev.courant.hub.connection.Samples;
import dev.courant.hub.connection.Visitor;
import org.junit.jupiter.api.Test;

class RosterTest {
  private static final int ANY = ConnectionLimits.UNLIMITED;

  @Test
  void thereAreNoMorePlacesThanThereMayBe() {
    Roster roster = new Roster(new ConnectionLimits(3, ANY, ANY));
    roster.take(visitor("", "192.0.2.1"));
    roster.take(visitor("ann", "192.0.2.2"));
    Roster.Place last = roster.take(visitor("bob", "192.0.2.3"));
    assertRefused(roster, visitor("cid", "192.0.2.4"));
    roster.giveBack(last);
    roster.take(visitor("cid", "192.0.2.4"));
  }

  @Test
  void aSubjectHasItsOwnPlacesWhereverItComesFrom() {
    Roster roster = new Roster(new ConnectionLimits(ANY, 2, ANY));
    Roster.Place first = roster.take(visitor("ann", "192.0.2.1"));
    roster.take(visitor("ann", "192.0.2.2"));
    assertRefused(roster, visitor("ann", "192.0.2.3"));
    roster.take(visitor("bob", "192.0.2.1"));
    roster.giveBack(first);
    roster.take(visitor("ann", "192.0.2.3"));
    assertRefused(roster, visitor("ann", "192.0.2.1"));
  }

  @Test
  void thoseWithoutCredentialsAreNotOneSubject() {
    Roster roster = new Roster(new ConnectionLimits(ANY, 1, ANY));
    for (int i = 0; i < 10; i++) {
      roster.take(visitor("", "192.0.2.1"));
    }
  }

  @Test
  void anAddressHasItsOwnPlacesWhoeverComesFromThere() {
    Roster roster = new Roster(new ConnectionLimits(ANY, ANY, 2));
    roster.take(visitor("", "192.0.2.1"));
    Roster.Place second = roster.take(visitor("ann", "192.0.2.1"));
    assertRefused(roster, visitor("bob", "192.0.2.1"));
    roster.take(visitor("bob", "192.0.2.2"));
    roster.giveBack(second);
    roster.take(visitor("bob", "192.0.2.1"));
  }

  @Test
  void aRefusalTakesNothingFromAnybody() {
    Roster roster = new Roster(new ConnectionLimits(2, 1, ANY));
    roster.take(visitor("ann", "192.0.2.1"));
    for (int i = 0; i < 5; i++) {
      assertRefused(roster, visitor("ann", "192.0.2.1"));
    }
    roster.take(visitor("bob", "192.0.2.1"));
  }

  @Test
  void thePlacesOfConnectionsComeBackWhenTheyEndForWhateverReason() throws Exception {
    try (HubRig rig = HubRig.limitedTo(new ConnectionLimits(ANY, 1, ANY))) {
      Visitor ann = visitor("ann", "192.0.2.1");
      for (Departure reason : Departure.values()) {
        Connection connection = connect(rig, ann);
        assertThatThrownBy(() -> connect(rig, ann))
            .isInstanceOfSatisfying(
                RefusedException.class,
                e -> assertThat(e.refusal()).isEqualTo(Refusal.TOO_MANY_CONNECTIONS));
        assertThat(connection.depart(reason)).isTrue();
        assertThat(connection.depart(reason)).isFalse();
      }
      assertThat(rig.hub.counts().connections()).isZero();
      assertThat(rig.hub.counts().departures().values()).containsOnly(1L);
    }
  }

  @Test
  void aRevokedCallerGetsNoStreamAndLosesThoseItHas() throws Exception {
    try (HubRig rig = new HubRig()) {
      Visitor ann = visitor("ann", "192.0.2.1");
      Connection before = connect(rig, ann);
      rig.revoked.add(ann.caller());
      assertThat(rig.hub.end(c -> c.caller().equals(ann.caller()), Departure.REVOKED)).isOne();
      assertThat(before.isOpen()).isFalse();
      assertThatThrownBy(() -> connect(rig, ann))
          .isInstanceOfSatisfying(
              RefusedException.class,
              e -> assertThat(e.refusal()).isEqualTo(Refusal.INVALID_TOKEN));
      assertThat(rig.hub.counts().connections()).isZero();
    }
  }

  @Test
  void onlyTheSameSubjectRenewsAndNobodyElseLearnsThatThereIsAConnection() throws Exception {
    try (HubRig rig = new HubRig()) {
      Connection connection = connect(rig, visitor("ann", "192.0.2.1"));
      Connection anonymous = connect(rig, visitor("", "192.0.2.1"));
      Connection nameless = connect(rig, Samples.visitor(Samples.caller(""), "192.0.2.1"));
      String unknown = notFound(rig, "urn:uuid:00000000-0000-4000-8000-000000000000", "ann");
      assertThat(notFound(rig, connection.id(), "bob")).isEqualTo(unknown);
      assertThat(notFound(rig, anonymous.id(), "ann")).isEqualTo(unknown);
      assertThat(notFound(rig, nameless.id(), "")).isEqualTo(unknown);
      rig.hub.standings().renew(connection.id(), Samples.caller("ann"));
      connection.depart(Departure.CLIENT_GONE);
      assertThat(notFound(rig, connection.id(), "ann")).isEqualTo(unknown);
    }
  }

  @Test
  void aTokenThatIsRevokedWhileItRenewsEndsTheStream() throws Exception {
    try (HubRig rig = new HubRig()) {
      Connection connection = connect(rig, visitor("ann", "192.0.2.1"));
      Caller renewed = Samples.caller("ann");
      rig.revoked.add(renewed);
      assertThatThrownBy(() -> rig.hub.standings().renew(connection.id(), renewed))
          .isInstanceOf(RefusedException.class);
      assertThat(connection.isOpen()).isFalse();
    }
  }

  private static String notFound(HubRig rig, String id, String subject) {
    try {
      rig.hub.standings().renew(id, Samples.caller(subject));
    } catch (RefusedException refused) {
      assertThat(refused.refusal()).isEqualTo(Refusal.NOT_FOUND);
      return refused.detail();
    }
    throw new AssertionError("renewed " + id);
  }

  private static Connection connect(HubRig rig, Visitor visitor) {
    return rig.hub.connect(visitor, everything(), new Cursor.None()).connection();
  }

  private static Visitor visitor(String subject, String address) {
    return Samples.visitor(subject.isEmpty() ? Caller.ANONYMOUS : Samples.caller(subject), address);
  }

  private static void assertRefused(Roster roster, Visitor visitor) {
    assertThatThrownBy(() -> roster.take(visitor))
        .isInstanceOfSatisfying(
            RefusedException.class,
            e -> assertThat(e.refusal()).isEqualTo(Refusal.TOO_MANY_CONNECTIONS));
  }
}
