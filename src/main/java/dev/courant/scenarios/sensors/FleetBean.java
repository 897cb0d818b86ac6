package dev.courant.scenarios.sensors;

import dev.courant.event.Refusal;
import dev.courant.event.RefusedException;
import dev.courant.event.Topic;
import dev.courant.event.TopicDemand;
import dev.courant.intake.Pushed;
import dev.courant.scenarios.Metronome;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Startup;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/** Two hundred sensors in twenty rooms, all read every second while somebody looks. */
@ApplicationScoped
public class FleetBean {
  private static final String TOPICS = "/sensors/";
  private static final List<String> ROOMS =
      List.of(
          "archive",
          "atrium",
          "bakery",
          "boiler",
          "cellar",
          "chapel",
          "forge",
          "foyer",
          "gallery",
          "garage",
          "hall",
          "kitchen",
          "laundry",
          "library",
          "loft",
          "office",
          "pantry",
          "studio",
          "vault",
          "workshop");

  private static final Duration PACE = Duration.ofSeconds(1);

  /** What keeps the rounds going while a fault lasts, whether somebody looks or not. */
  private static final Topic FAULTS = new Topic("/sensors/faults");

  @Inject
  @Pushed(value = "/sensors/{room}/{kind}", type = "reading", ttl = "PT10S")
  private Event<Reading> readings;

  @Inject private Event<Round> rounds;
  @Inject private Metronome metronome;

  private final RandomGenerator random = RandomGenerator.getDefault();
  private final Map<String, Sensor> fleet = new LinkedHashMap<>();
  private long round;

  synchronized void onStart(@Observes Startup start) {
    for (String room : ROOMS) {
      for (Kind kind : Kind.values()) {
        Sensor sensor = new Sensor(room, kind);
        fleet.put(sensor.topic(), sensor);
      }
    }
    metronome.offer(List.copyOf(fleet.keySet()));
    // Alarms are made of readings: who watches those wants these.
    metronome.offer(List.of("/alarms"));
  }

  void onDemand(@Observes TopicDemand demand) {
    if (metronome.offers(demand.topic())) {
      metronome.heed(demand, PACE, this::read);
    }
  }

  /**
   * Has something go wrong with a sensor for some rounds.
   *
   * @throws RefusedException when there is no such sensor
   */
  public synchronized void disturb(String room, String kind, Fault fault) {
    Sensor sensor = fleet.get(TOPICS + room + "/" + kind);
    if (sensor == null) {
      throw new RefusedException(
          Refusal.INVALID, "There is no sensor of that room and kind: /scenarios/sensors/ has all");
    }
    sensor.disturb(fault);
    heedFaults();
  }

  /** Ends all that goes wrong. */
  public synchronized void repair() {
    fleet.values().forEach(Sensor::repair);
    heedFaults();
  }

  synchronized void read() {
    round++;
    for (Sensor sensor : fleet.values()) {
      sensor.next(random).ifPresent(readings::fire);
    }
    rounds.fire(new Round(round));
    heedFaults();
  }

  private void heedFaults() {
    boolean isGoingOn = fleet.values().stream().anyMatch(Sensor::isDisturbed);
    metronome.heed(new TopicDemand(FAULTS, isGoingOn), PACE, this::read);
  }
}
