package dev.courant.scenarios.sensors;

import static dev.courant.event.Eventually.assertHolds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.courant.event.RefusedException;
import dev.courant.event.Topic;
import dev.courant.scenarios.Stage;
import java.util.List;
import org.jboss.weld.junit5.EnableWeld;
import org.jboss.weld.junit5.WeldInitiator;
import org.jboss.weld.junit5.WeldSetup;
import org.junit.jupiter.api.Test;

@EnableWeld
class FleetBeanTest {
  @WeldSetup WeldInitiator weld = Stage.around(FleetBean.class, ServerBean.class);

  @Test
  void everySensorIsReadOnceInARoundAndAllOfThemAreOffered(FleetBean fleet, Stage stage) {
    fleet.read();
    List<Reading> readings = stage.pushed(Reading.class);
    assertThat(readings).hasSize(200);
    assertThat(stage.offered())
        .containsAll(
            readings.stream()
                .map(reading -> new Topic("/sensors/" + reading.room() + "/" + reading.kind()))
                .toList());
  }

  @Test
  void whoWatchesAlarmsHasTheSensorsRead(Stage stage) {
    stage.want("/alarms", true);
    assertHolds("a round", () -> stage.pushed(Reading.class).size() == 200);
    stage.want("/alarms", false);
  }

  @Test
  void aFaultPlaysOutThoughNobodyLooks(FleetBean fleet, Stage stage) {
    fleet.disturb("boiler", "temperature", Fault.EXCESS);
    assertHolds("a round", () -> stage.pushed(Reading.class).size() >= 200);
    for (int round = 0; round < 20; round++) {
      fleet.read();
    }
    List<Double> values = valuesOf(stage, "boiler", "temperature");
    assertThat(values.get(0)).isGreaterThan(30);
    assertThat(values.get(values.size() - 1)).as("it is over").isLessThan(30);
  }

  @Test
  void aSilentSensorIsLeftOut(FleetBean fleet, Stage stage) {
    fleet.disturb("vault", "water", Fault.SILENCE);
    assertHolds("a round", () -> stage.pushed(Reading.class).size() >= 199);
    assertThat(valuesOf(stage, "vault", "water")).isEmpty();
    assertThat(valuesOf(stage, "vault", "power")).isNotEmpty();
  }

  @Test
  void whatIsRepairedMeasuresAsUsual(FleetBean fleet, Stage stage) {
    fleet.disturb("boiler", "temperature", Fault.EXCESS);
    fleet.repair();
    fleet.read();
    List<Double> values = valuesOf(stage, "boiler", "temperature");
    assertThat(values.get(values.size() - 1)).isLessThan(30);
  }

  @Test
  void aSensorThatThereIsNotIsRefused(FleetBean fleet) {
    assertThatThrownBy(() -> fleet.disturb("moon", "water", Fault.EXCESS))
        .isInstanceOf(RefusedException.class);
  }

  @Test
  void theServerMeasuresItself(ServerBean server) {
    assertThat(server.measure())
        .extracting(Measure::name)
        .containsExactly("cpu", "heap", "gc", "threads", "disk", "connections");
    assertThat(server.measure())
        .filteredOn(measure -> List.of("heap", "threads", "disk").contains(measure.name()))
        .allMatch(measure -> measure.value() > 0);
  }

  private static List<Double> valuesOf(Stage stage, String room, String kind) {
    return stage.pushed(Reading.class).stream()
        .filter(reading -> reading.room().equals(room) && reading.kind().equals(kind))
        .map(Reading::value)
        .toList();
  }
}
