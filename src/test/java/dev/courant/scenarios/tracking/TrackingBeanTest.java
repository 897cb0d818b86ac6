package dev.courant.scenarios.tracking;

import static dev.courant.event.Eventually.assertHolds;
import static org.assertj.core.api.Assertions.assertThat;

import dev.courant.event.Publication;
import dev.courant.scenarios.Stage;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.StringReader;
import java.util.HashMap;
import java.util.Map;
import org.jboss.weld.junit5.EnableWeld;
import org.jboss.weld.junit5.WeldInitiator;
import org.jboss.weld.junit5.WeldSetup;
import org.junit.jupiter.api.Test;

@EnableWeld
class TrackingBeanTest {
  @WeldSetup WeldInitiator weld = Stage.around(TrackingBean.class);

  @Test
  void vehiclesDriveWhileSomebodyLooksAtATile(Stage stage) {
    assertThat(stage.offered()).hasSize(25 + 12).doesNotHaveDuplicates();
    assertThat(stage.published()).isEmpty();

    stage.want("/map/0-0", true);
    assertHolds("a beat", () -> stage.commits() > 0);
    stage.want("/map/0-0", false);
    assertThat(stage.published()).hasSizeGreaterThanOrEqualTo(25);
  }

  @Test
  void eachPositionIsOneEventForItsVehicleAndForTheTileThatItIsOn(TrackingBean bean, Stage stage) {
    for (int beat = 0; beat < 400; beat++) {
      bean.driveOn();
    }
    assertThat(stage.published()).hasSize(400 * 25);
    for (Publication publication : stage.published()) {
      JsonObject seen = json(publication);
      assertThat(publication.topics())
          .extracting(topic -> topic.name())
          .containsExactly(
              "/vehicles/" + seen.getString("vehicle"),
              "/map/%d-%d".formatted((int) number(seen, "x") / 300, (int) number(seen, "y") / 300));
      assertThat(stage.offered()).containsAll(publication.topics());
    }
  }

  @Test
  void nobodyJumps(TrackingBean bean, Stage stage) {
    for (int beat = 0; beat < 400; beat++) {
      bean.driveOn();
    }
    Map<String, JsonObject> last = new HashMap<>();
    for (Publication publication : stage.published()) {
      JsonObject seen = json(publication);
      JsonObject before = last.put(seen.getString("vehicle"), seen);
      if (before != null) {
        double east = number(seen, "x") - number(before, "x");
        double south = number(seen, "y") - number(before, "y");
        assertThat(Math.hypot(east, south)).isLessThan(20);
      }
    }
    assertThat(last).hasSize(25);
  }

  private static double number(JsonObject seen, String name) {
    return seen.getJsonNumber(name).doubleValue();
  }

  private static JsonObject json(Publication publication) {
    try (var reader = Json.createReader(new StringReader(publication.data()))) {
      return reader.readObject();
    }
  }
}
