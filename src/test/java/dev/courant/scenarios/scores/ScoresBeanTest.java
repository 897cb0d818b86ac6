package dev.courant.scenarios.scores;

import static dev.courant.event.Eventually.assertHolds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.courant.event.Publication;
import dev.courant.event.Refusal;
import dev.courant.event.RefusedException;
import dev.courant.scenarios.Stage;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.interceptor.Interceptor;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.StringReader;
import java.util.List;
import org.jboss.weld.junit5.EnableWeld;
import org.jboss.weld.junit5.WeldInitiator;
import org.jboss.weld.junit5.WeldSetup;
import org.junit.jupiter.api.Test;

@EnableWeld
class ScoresBeanTest {
  @WeldSetup
  WeldInitiator weld = Stage.around(ScoresBean.class, Scoreboard.class, WitnessAndDisk.class);

  /** Sees what a snapshot has at the time of each event, and can be full. */
  @ApplicationScoped
  static class WitnessAndDisk {
    @Inject private Scoreboard board;
    private boolean isFull;
    private List<Match> seen = List.of();

    void setFull(boolean full) {
      isFull = full;
    }

    List<Match> seen() {
      return seen;
    }

    void onPublished(
        @Observes @Priority(Interceptor.Priority.APPLICATION - 100) Publication publication) {
      if (isFull) {
        throw new RefusedException(Refusal.STORE_UNAVAILABLE, "The disk is full");
      }
      seen = board.snapshot().matches();
    }
  }

  @Test
  void matchesArePlayedWhileSomebodyLooks(Stage stage) {
    assertThat(stage.offered()).hasSize(3);
    assertThat(stage.published()).isEmpty();

    stage.want("/matches/1", true);
    assertHolds("a beat", () -> stage.published().size() >= 3);
    stage.want("/matches/1", false);
  }

  @Test
  void allEventsUpToTheCursorTogetherAreTheSnapshot(ScoresBean bean, Stage stage) {
    List<Match> added = bean.snapshot().matches();
    for (int beat = 0; beat < 500; beat++) {
      bean.play();
    }
    List<Publication> published = stage.published();
    for (Publication publication : published) {
      Change change = change(publication);
      added =
          added.stream()
              .map(match -> match.match() == change.match() ? match.after(change) : match)
              .toList();
    }
    assertThat(bean.snapshot().matches()).isEqualTo(added);
    assertThat(bean.snapshot().cursor()).isEqualTo(id(published.get(published.size() - 1)));
    assertThat(published).extracting(ScoresBeanTest::number).isSorted().doesNotHaveDuplicates();
    assertThat(number(published.get(published.size() - 1))).isEqualTo(published.size());
  }

  @Test
  void nothingIsInTheStateBeforeItIsStored(Scoreboard board, WitnessAndDisk witness) {
    List<Match> before = board.snapshot().matches();
    board.tell(goal(1));
    assertThat(witness.seen()).isEqualTo(before);
    assertThat(board.snapshot().matches().get(0).homeGoals()).isEqualTo(1);
  }

  @Test
  void whatCouldNotBeStoredIsToldAgainByTheSameNameBeforeAnythingElse(
      Scoreboard board, Stage stage, WitnessAndDisk disk) {
    Snapshot before = board.snapshot();
    disk.setFull(true);
    assertThatThrownBy(() -> board.tell(goal(1))).isInstanceOf(RefusedException.class);
    assertThatThrownBy(() -> board.tell(goal(2))).isInstanceOf(RefusedException.class);
    assertThat(board.snapshot()).isEqualTo(before);

    disk.setFull(false);
    board.tell(goal(3));
    assertThat(stage.published()).hasSize(1);
    Publication stored = stage.published().get(0);
    assertThat(change(stored)).isEqualTo(goal(1));
    assertThat(stored.key())
        .hasValueSatisfying(key -> assertThat(key.name()).isEqualTo(id(stored)));
    assertThat(board.snapshot().cursor()).isEqualTo(id(stored)).endsWith("-1");

    board.tell(goal(2));
    assertThat(change(stage.published().get(1))).isEqualTo(goal(2));
  }

  private static Change goal(int match) {
    return new Change(match, "goal", 10, "home", "", "");
  }

  private static String id(Publication publication) {
    return publication.id().orElseThrow();
  }

  private static int number(Publication publication) {
    return Integer.parseInt(id(publication).replaceAll(".*-", ""));
  }

  private static Change change(Publication publication) {
    try (var reader = Json.createReader(new StringReader(publication.data()))) {
      JsonObject json = reader.readObject();
      return new Change(
          json.getInt("match"),
          json.getString("kind"),
          json.getInt("minute"),
          json.getString("side"),
          json.getString("home"),
          json.getString("away"));
    }
  }
}
