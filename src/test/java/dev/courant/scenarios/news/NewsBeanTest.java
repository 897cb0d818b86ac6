package dev.courant.scenarios.news;

import static dev.courant.event.Eventually.assertHolds;
import static org.assertj.core.api.Assertions.assertThat;

import dev.courant.event.Publication;
import dev.courant.event.Tokens;
import dev.courant.scenarios.Stage;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.StringReader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jboss.weld.junit5.EnableWeld;
import org.jboss.weld.junit5.WeldInitiator;
import org.jboss.weld.junit5.WeldSetup;
import org.junit.jupiter.api.Test;

@EnableWeld
class NewsBeanTest {
  @WeldSetup WeldInitiator weld = Stage.around(NewsBean.class, ReadableTokens.class);

  /** Tokens that say what was asked for. */
  @ApplicationScoped
  static class ReadableTokens implements Tokens {
    @Override
    public String toSubscribe(String subject, Duration lifetime, String... topics) {
      throw new AssertionError("nobody reads here with a token");
    }

    @Override
    public String toPublish(String subject, Duration lifetime, String... topics) {
      return subject + " " + lifetime + " " + String.join(" ", topics);
    }
  }

  @Test
  void theAgencySendsWhileSomebodyReadsATagOrASection(Stage stage) {
    assertThat(stage.offered()).hasSize(4 + 5);
    stage.want("/news/somewhere-else", true);
    stage.want("/news/tags/river", true);
    assertHolds("an item", () -> stage.published().size() == 1);
    stage.want("/news/tags/river", false);
  }

  @Test
  void aDeskMayPublishOnTheTopicsOfTheNewsroomAndNoOthers(NewsBean bean, Stage stage) {
    String[] words = bean.desk().token().split(" ");
    assertThat(words).startsWith("desk", "PT10M").hasSize(2 + stage.offered().size());
    assertThat(stage.offered())
        .extracting(topic -> topic.name())
        .containsExactlyInAnyOrder(List.of(words).subList(2, words.length).toArray(String[]::new));
  }

  @Test
  void whatIsCorrectedOrRetractedWasSentBeforeOnTheSameTopicsAndOnlyOnce(
      NewsBean bean, Stage stage) {
    for (int beat = 0; beat < 500; beat++) {
      bean.send();
    }
    Set<String> kinds = new HashSet<>();
    var open = new ArrayList<String>();
    for (Publication publication : stage.published()) {
      JsonObject item = json(publication);
      kinds.add(item.getString("kind"));
      if (item.getString("kind").equals("item")) {
        open.add(item.getString("id") + publication.topics());
      } else {
        assertThat(open.remove(item.getString("of") + publication.topics())).isTrue();
      }
      assertThat(stage.offered()).containsAll(publication.topics());
      assertThat(publication.ttl()).contains(Duration.ofHours(1));
    }
    assertThat(kinds).containsExactlyInAnyOrder("item", "correction", "retraction");
  }

  private static JsonObject json(Publication publication) {
    try (var reader = Json.createReader(new StringReader(publication.data()))) {
      return reader.readObject();
    }
  }
}
