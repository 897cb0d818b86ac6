package dev.courant.scenarios.notifications;

import dev.courant.event.TopicDemand;
import dev.courant.scenarios.Metronome;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Startup;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.random.RandomGenerator;

/** Somebody who writes to the users while anybody looks. */
@ApplicationScoped
public class Colleague {
  private static final Duration PACE = Duration.ofSeconds(10);
  private static final List<String> USERS = List.of("ann", "ben");
  private static final List<String> TEXTS =
      List.of(
          "The meeting is at ten, not at nine.",
          "Could you look at the draft once more?",
          "There is cake in the kitchen.",
          "The build is green again.",
          "Your parcel is at the front desk.",
          "Lunch at noon?");

  @Inject private NotificationBean notifications;
  @Inject private Metronome metronome;

  private final RandomGenerator random = RandomGenerator.getDefault();

  /** An inbox is kept by tabs that nobody looks at as well; the count is not. */
  void onStart(@Observes Startup start) {
    metronome.offer(List.of("/notifications/count"));
  }

  void onDemand(@Observes TopicDemand demand) {
    if (metronome.offers(demand.topic())) {
      metronome.heed(demand, PACE, this::write);
    }
  }

  private void write() {
    String user = USERS.get(random.nextInt(USERS.size()));
    notifications.send(user, "Clara", TEXTS.get(random.nextInt(TEXTS.size())));
  }
}
