package dev.courant.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.courant.access.Grant;
import dev.courant.event.Refusal;
import dev.courant.event.RefusedException;
import dev.courant.hub.connection.Connection;
import dev.courant.hub.connection.Samples;
import dev.courant.hub.connection.Visitor;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Connections that an operator ends, and clients that are to stay away. */
class DismissalsTest {
  private static final Duration AWAY = Duration.ofMinutes(1);

  @Test
  void whoIsDismissedMayComeBackUnlessToldToStayAway() throws Exception {
    try (HubRig rig = new HubRig()) {
      Connection first = rig.connect(Samples.everything());
      assertThat(rig.hub.dismissals().dismiss(one(rig, first), Duration.ZERO).ended()).isEqualTo(1);
      assertThat(first.isOpen()).isFalse();
      Connection second = rig.connect(Samples.everything());
      assertThat(rig.hub.dismissals().dismiss(one(rig, second), AWAY).ended()).isEqualTo(1);
      assertThatThrownBy(() -> rig.connect(Samples.everything()))
          .isInstanceOfSatisfying(
              RefusedException.class, e -> assertThat(e.refusal()).isEqualTo(Refusal.DISMISSED));
      assertThat(rig.connect(Samples.interest(Grant.ANONYMOUS, "/other")).isOpen())
          .as("who asks for something else is somebody else")
          .isTrue();
    }
  }

  @Test
  void whoIsLetBackComesBack() throws Exception {
    try (HubRig rig = new HubRig()) {
      Connection connection = rig.connect(Samples.everything());
      rig.hub.dismissals().dismiss(one(rig, connection), AWAY);
      Ban ban = rig.hub.dismissals().bans().get(0);
      assertThat(rig.hub.dismissals().lift(ban.id())).contains(ban);
      assertThat(rig.hub.dismissals().lift(ban.id())).isEmpty();
      assertThat(rig.connect(Samples.everything()).isOpen()).isTrue();
    }
  }

  @Test
  void aSubjectIsMetWhateverItAsksForAndNobodyElseIs() throws Exception {
    try (HubRig rig = new HubRig()) {
      Visitor ann = Samples.visitor(Samples.caller("ann"), "192.0.2.1");
      Visitor bob = Samples.visitor(Samples.caller("bob"), "192.0.2.1");
      connect(rig, ann, "/a");
      connect(rig, ann, "/b");
      Connection other = connect(rig, bob, "/a");
      Ban.Who who = new Ban.Subject("ann", Optional.empty());
      assertThat(rig.hub.dismissals().dismiss(who, AWAY)).isEqualTo(new Dismissed(2, Reach.ALONE));
      assertThat(other.isOpen()).isTrue();
      assertThatThrownBy(() -> connect(rig, ann, "/c")).isInstanceOf(RefusedException.class);
      assertThat(connect(rig, bob, "/c").isOpen()).isTrue();
      Ban.Who elsewhere = new Ban.Subject("bob", Optional.of("another issuer"));
      assertThat(rig.hub.dismissals().dismiss(elsewhere, AWAY).ended()).isZero();
    }
  }

  @Test
  void thereIsALimitAndNothingEndsWhenItIsReached() throws Exception {
    try (HubRig rig = new HubRig()) {
      for (int i = 0; i < Dismissals.MAX_BANS; i++) {
        rig.hub.dismissals().dismiss(new Ban.Token("t" + i), AWAY);
      }
      rig.hub.dismissals().dismiss(new Ban.Token("t0"), AWAY);
      Connection connection = rig.connect(Samples.everything());
      assertThatThrownBy(() -> rig.hub.dismissals().dismiss(one(rig, connection), AWAY))
          .isInstanceOf(RefusedException.class);
      assertThat(connection.isOpen()).isTrue();
      assertThat(rig.hub.dismissals().find("unknown")).isEmpty();
    }
  }

  private static Ban.OneConnection one(HubRig rig, Connection connection) {
    return rig.hub.dismissals().find(connection.id()).orElseThrow();
  }

  private static Connection connect(HubRig rig, Visitor visitor, String topic) {
    return rig.hub
        .connect(visitor, Samples.interest(Grant.ANONYMOUS, topic), new Cursor.None())
        .connection();
  }
}
