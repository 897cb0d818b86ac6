package dev.courant.hub;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** Who is kept away by a node that cannot reach the others for a while, when it can again. */
class BansTest {
  private static final Ban.Who ANN = new Ban.Subject("ann", Optional.empty());

  private final AtomicLong millis = new AtomicLong();
  private List<Ban> shared = List.of();
  private final Node here = new Node();
  private final Node elsewhere = new Node();

  @Test
  void whoIsKeptAwayForLongerByOthersStaysAway() throws IOException {
    here.isCutOff = true;
    assertThat(here.bans.add(new Ban("short", ANN, 60))).isFalse();
    assertThat(elsewhere.bans.add(new Ban("long", ANN, 3_600))).isTrue();
    millis.set(100);
    reachAgain();
    assertThat(here.ids()).containsExactly("long");
    assertThat(elsewhere.ids()).containsExactly("long");
  }

  @Test
  void whoIsKeptAwayForLongerHereIsThatEverywhere() throws IOException {
    here.isCutOff = true;
    here.bans.add(new Ban("long", ANN, 3_600));
    elsewhere.bans.add(new Ban("short", ANN, 60));
    reachAgain();
    assertThat(elsewhere.ids()).containsExactly("long");
  }

  @Test
  void whatWasShortenedHereIsShortEverywhere() throws IOException {
    elsewhere.bans.add(new Ban("long", ANN, 3_600));
    here.bans.refresh();
    here.isCutOff = true;
    here.bans.add(new Ban("short", ANN, 60));
    reachAgain();
    assertThat(elsewhere.ids()).containsExactly("short");
  }

  @Test
  void whoMayComeBackHereMayComeBackUnlessOthersHaveKeptHimAwayAnew() throws IOException {
    here.bans.add(new Ban("first", ANN, 60));
    here.isCutOff = true;
    assertThat(here.bans.lift("first")).isPresent();
    elsewhere.bans.add(new Ban("second", ANN, 60));
    reachAgain();
    assertThat(here.ids()).containsExactly("second");
    here.isCutOff = true;
    here.bans.lift("second");
    reachAgain();
    assertThat(elsewhere.ids()).isEmpty();
  }

  private void reachAgain() throws IOException {
    assertThat(here.bans.isUnsaved()).isTrue();
    here.isCutOff = false;
    here.bans.refresh();
    assertThat(here.bans.isUnsaved()).isFalse();
    elsewhere.bans.refresh();
  }

  /** One of those that share what is kept. */
  private final class Node implements SharedDismissals {
    private final Bans bans = new Bans(() -> this, millis::get);
    private boolean isCutOff;

    List<String> ids() {
      return bans.all().stream().map(Ban::id).toList();
    }

    @Override
    public List<Ban> change(List<Ban> known, UnaryOperator<List<Ban>> step) throws IOException {
      if (isCutOff) {
        throw new IOException("As the test has it");
      }
      shared = step.apply(shared);
      return shared;
    }

    @Override
    public Reach follow() {
      return Reach.ALONE;
    }

    @Override
    public Optional<Ban.OneConnection> find(String connectionId) {
      return Optional.empty();
    }

    @Override
    public Dismissed end(Ban.Who who) {
      return new Dismissed(0, Reach.ALONE);
    }
  }
}
