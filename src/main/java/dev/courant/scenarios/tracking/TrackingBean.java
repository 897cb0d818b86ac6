package dev.courant.scenarios.tracking;

import dev.courant.event.Publication;
import dev.courant.event.TopicDemand;
import dev.courant.scenarios.Metronome;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Startup;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Twenty-five vehicles that tell twice a second where they are. Each position is one event with two
 * topics: the vehicle, for who follows it, and the tile of the map, for who looks at that part.
 */
@ApplicationScoped
public class TrackingBean {
  private static final int VEHICLES = 25;
  private static final List<String> KINDS = List.of("bus", "taxi", "van", "taxi", "bike");
  private static final Duration PACE = Duration.ofMillis(500);

  /** A position that is older leads nobody anywhere. */
  private static final Duration WORTH_KNOWING = Duration.ofSeconds(10);

  @Inject private Event<Publication> events;
  @Inject private Metronome metronome;

  private final RandomGenerator random = RandomGenerator.getDefault();
  private final List<Vehicle> vehicles = new ArrayList<>();

  /** So that a page which asks for tiles or vehicles by a pattern sets them going. */
  void onStart(@Observes Startup start) {
    for (int n = 0; n < VEHICLES; n++) {
      String kind = KINDS.get(n % KINDS.size());
      String id = kind + "-" + (n + 1);
      vehicles.add(new Vehicle(id, kind, 16 + random.nextInt(18), somewhere()));
      metronome.offer(List.of("/vehicles/" + id));
    }
    for (int column = 0; column < 4; column++) {
      for (int row = 0; row < 3; row++) {
        metronome.offer(List.of("/map/%d-%d".formatted(column, row)));
      }
    }
  }

  void onDemand(@Observes TopicDemand demand) {
    if (metronome.offers(demand.topic())) {
      metronome.heed(demand, PACE, this::driveOn);
    }
  }

  void driveOn() {
    for (Vehicle vehicle : vehicles) {
      vehicle.drive(PACE.toMillis() / 1_000.0, random);
      Sighting seen = vehicle.seen();
      events.fire(
          Publication.on(seen.topic())
              .alsoOn(seen.tileTopic())
              .type("position")
              .data(seen.json())
              .ttl(WORTH_KNOWING)
              .build());
    }
  }

  private Crossing somewhere() {
    return new Crossing(random.nextInt(Crossing.COLUMNS), random.nextInt(Crossing.ROWS));
  }
}
