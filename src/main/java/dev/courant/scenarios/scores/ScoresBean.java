package dev.courant.scenarios.scores;

import dev.courant.event.TopicDemand;
import dev.courant.scenarios.Metronome;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Startup;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/** Three football matches at a time, a minute of each in a second of ours. */
@ApplicationScoped
@Path("scenarios/scores")
public class ScoresBean {
  private static final String TOPICS = "/matches/";
  private static final Duration PACE = Duration.ofSeconds(1);
  private static final int LAST_MINUTE = 90;

  @Inject private Scoreboard board;
  @Inject private Metronome metronome;

  private final RandomGenerator random = RandomGenerator.getDefault();

  /** So that a page which asks for all matches by a pattern has them played. */
  void onStart(@Observes Startup start) {
    metronome.offer(
        IntStream.rangeClosed(1, Scoreboard.MATCHES).mapToObj(match -> TOPICS + match).toList());
  }

  void onDemand(@Observes TopicDemand demand) {
    if (metronome.offers(demand.topic())) {
      metronome.heed(demand, PACE, this::play);
    }
  }

  /** How all matches stand, for who comes in now. */
  @GET
  @Produces(MediaType.APPLICATION_JSON)
  public Snapshot snapshot() {
    return board.snapshot();
  }

  void play() {
    for (Match match : board.snapshot().matches()) {
      if (!match.over()) {
        board.tell(next(match));
      } else if (random.nextInt(10) == 0) {
        board.tell(kickOff(match));
      }
    }
  }

  private Change next(Match match) {
    int minute = match.minute() + 1;
    if (minute > LAST_MINUTE) {
      return new Change(match.match(), "over", LAST_MINUTE, "", "", "");
    }
    int chance = random.nextInt(100);
    String kind = chance < 7 ? "goal" : chance < 11 ? "yellow" : chance < 12 ? "red" : "minute";
    String side = kind.equals("minute") ? "" : random.nextBoolean() ? "home" : "away";
    return new Change(match.match(), kind, minute, side, "", "");
  }

  private Change kickOff(Match match) {
    List<String> teams = Teams.of(match.match());
    int home = random.nextInt(teams.size());
    int away = (home + 1 + random.nextInt(teams.size() - 1)) % teams.size();
    return new Change(match.match(), "kick-off", 0, "", teams.get(home), teams.get(away));
  }
}
