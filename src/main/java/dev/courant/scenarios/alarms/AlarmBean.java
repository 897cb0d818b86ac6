package dev.courant.scenarios.alarms;

import dev.courant.event.Refusal;
import dev.courant.event.RefusedException;
import dev.courant.intake.Pushed;
import dev.courant.scenarios.sensors.Reading;
import dev.courant.scenarios.sensors.Round;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Watches what the sensors say. It raises an alarm for a value that is too high and for a sensor
 * that is silent, escalates what nobody acknowledges, and clears what is over. Alarms have no
 * {@code ttl}: they are what must not be lost.
 *
 * <p>The readings come in a transaction, which is set aside here: so {@code fire} returns when the
 * alarm is stored, and what this bean remembers has been told.
 */
@ApplicationScoped
@Transactional(TxType.NOT_SUPPORTED)
public class AlarmBean {
  @Inject
  @Pushed(value = "/alarms", type = "alarm")
  private Event<Alarm> alarms;

  private final Clock clock = Clock.systemUTC();
  private final long run = clock.millis();
  private final Map<String, Long> heard = new HashMap<>();

  /** At most one of each sensor, by the sensor. */
  private final Map<String, Standing> open = new HashMap<>();

  private long round;
  private long changes;

  /** An alarm that is not cleared. */
  private record Standing(Alarm alarm, long since) {}

  synchronized void onReading(@Observes Reading reading) {
    String sensor = reading.room() + "/" + reading.kind();
    // It belongs to the round that is not told yet.
    heard.put(sensor, round + 1);
    Standing standing = open.get(sensor);
    Optional<Rule> rule = Rule.of(reading.kind());
    if (standing == null && rule.filter(r -> reading.value() > r.raiseAbove()).isPresent()) {
      raise(sensor, "%s above %.0f".formatted(reading.kind(), rule.get().raiseAbove()));
    } else if (standing != null && rule.filter(r -> reading.value() >= r.clearBelow()).isEmpty()) {
      change(standing, "cleared");
    }
  }

  synchronized void onRound(@Observes Round read) {
    round = read.number();
    heard.forEach(
        (sensor, last) -> {
          if (round - last >= Rule.MISSING_ROUNDS && !open.containsKey(sensor)) {
            raise(sensor, "no reading for %d rounds".formatted(Rule.MISSING_ROUNDS));
          }
        });
    for (Standing standing : new ArrayList<>(open.values())) {
      if (standing.alarm().state().equals("raised")
          && round - standing.since() >= Rule.ESCALATION_ROUNDS) {
        change(standing, "escalated");
      }
    }
  }

  /**
   * Takes note that somebody cares for an alarm. A second time changes nothing.
   *
   * @throws RefusedException when it is not open
   */
  public synchronized void acknowledge(String id) {
    Standing standing =
        open.values().stream()
            .filter(candidate -> candidate.alarm().id().equals(id))
            .findFirst()
            .orElseThrow(
                () -> new RefusedException(Refusal.NOT_FOUND, "That alarm is not open any more"));
    if (!standing.alarm().state().equals("acknowledged")) {
      change(standing, "acknowledged");
    }
  }

  private void raise(String sensor, String cause) {
    tell(
        new Alarm(run + "-" + (changes + 1), changes + 1, sensor, cause, "raised", clock.millis()));
  }

  private void change(Standing standing, String state) {
    Alarm last = standing.alarm();
    tell(new Alarm(last.id(), changes + 1, last.sensor(), last.cause(), state, clock.millis()));
  }

  /** Fired first: what is refused has not happened, and happens again with the next reading. */
  private void tell(Alarm alarm) {
    alarms.fire(alarm);
    changes = alarm.number();
    if (alarm.state().equals("cleared")) {
      open.remove(alarm.sensor());
    } else {
      open.put(alarm.sensor(), new Standing(alarm, round));
    }
  }
}
