package dev.courant.scenarios.alarms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.courant.event.RefusedException;
import dev.courant.scenarios.Stage;
import dev.courant.scenarios.sensors.Reading;
import dev.courant.scenarios.sensors.Round;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.util.List;
import java.util.stream.LongStream;
import org.jboss.weld.junit5.EnableWeld;
import org.jboss.weld.junit5.WeldInitiator;
import org.jboss.weld.junit5.WeldSetup;
import org.junit.jupiter.api.Test;

@EnableWeld
class AlarmBeanTest {
  @WeldSetup WeldInitiator weld = Stage.around(AlarmBean.class);

  @Inject Stage stage;
  @Inject AlarmBean alarms;
  @Inject Event<Reading> readings;
  @Inject Event<Round> rounds;

  private long round;

  @Test
  void anAlarmIsRaisedAboveAndClearedWellBelow() {
    measure(29, 31, 29, 31, 27, 25.9, 29);
    assertThat(stage.pushed(Alarm.class))
        .extracting(Alarm::state)
        .containsExactly("raised", "cleared");
    assertThat(stage.pushed(Alarm.class)).extracting(Alarm::id).containsOnly(first().id());
    assertThat(first().sensor()).isEqualTo("boiler/temperature");
  }

  @Test
  void whatNobodyAcknowledgesIsEscalatedOnceAndWhatSomebodyDoesIsNot() {
    measure(31);
    measure(LongStream.range(0, 30).mapToDouble(n -> 31).toArray());
    assertThat(states()).containsExactly("raised", "escalated");

    alarms.acknowledge(first().id());
    alarms.acknowledge(first().id());
    measure(LongStream.range(0, 30).mapToDouble(n -> 31).toArray());
    assertThat(states()).containsExactly("raised", "escalated", "acknowledged");
  }

  @Test
  void aSensorThatIsSilentForFiveRoundsIsAnAlarmUntilItAnswers() {
    measure(21);
    silence(4);
    assertThat(states()).isEmpty();
    silence(1);
    assertThat(states()).containsExactly("raised");
    measure(21);
    assertThat(states()).containsExactly("raised", "cleared");
  }

  @Test
  void theChangesAreNumberedWithoutAHole() {
    for (int n = 0; n < 10; n++) {
      measure(31, 20);
    }
    assertThat(stage.pushed(Alarm.class))
        .extracting(Alarm::number)
        .isEqualTo(LongStream.rangeClosed(1, 20).boxed().toList());
  }

  @Test
  void anAlarmThatIsNotOpenCannotBeAcknowledged() {
    measure(31, 20);
    assertThatThrownBy(() -> alarms.acknowledge(first().id())).isInstanceOf(RefusedException.class);
  }

  private Alarm first() {
    return stage.pushed(Alarm.class).get(0);
  }

  private List<String> states() {
    return stage.pushed(Alarm.class).stream().map(Alarm::state).toList();
  }

  private void measure(double... values) {
    for (double value : values) {
      readings.fire(new Reading("boiler", "temperature", value));
      rounds.fire(new Round(++round));
    }
  }

  private void silence(int count) {
    for (int n = 0; n < count; n++) {
      rounds.fire(new Round(++round));
    }
  }
}
