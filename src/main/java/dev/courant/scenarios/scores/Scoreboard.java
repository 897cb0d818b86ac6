package dev.courant.scenarios.scores;

import dev.courant.event.Publication;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the state and the log of its changes in step: what is in the state has been published, and
 * the cursor of a snapshot is the id of the last event in it. So a page that loads the snapshot and
 * asks the hub for what came after the cursor has no hole between the two.
 *
 * <p>Three things bring that about:
 *
 * <ul>
 *   <li><b>First the event, then the state.</b> In a transaction {@code fire} would return before
 *       anything is stored, and a snapshot taken meanwhile would contain what the hub does not have
 *       yet, or after a rollback never. So the transaction of the caller, if there is one, is set
 *       aside: {@code fire} returns when the event is stored.
 *   <li><b>One lock.</b> Nobody takes a snapshot between the two, and numbers are given in order. A
 *       snapshot waits for the disk for that.
 *   <li><b>What was refused happens later, or has happened already.</b> When {@code fire} throws,
 *       the event may still be stored later: a disk can be slow. So nothing else happens before the
 *       same change has been taken, and its key has the hub store it only once.
 * </ul>
 */
@ApplicationScoped
@Transactional(TxType.NOT_SUPPORTED)
public class Scoreboard {
  static final int MATCHES = 3;

  /**
   * Who comes back within that time gets every change; who comes later finds that a number is
   * missing, and loads the snapshot anew.
   */
  private static final Duration WORTH_KNOWING = Duration.ofHours(1);

  @Inject private Event<Publication> events;

  /** After a restart the counting begins anew, and so do the matches. */
  private final String run = "scores-%d-".formatted(Clock.systemUTC().millis());

  private final List<Match> matches = new ArrayList<>();
  private @Nullable Change waiting;
  private long told;

  /** Three matches, the first of which has just begun. */
  public Scoreboard() {
    for (int n = 1; n <= MATCHES; n++) {
      List<String> teams = Teams.of(n);
      matches.add(new Match(n, teams.get(0), teams.get(1), 0, 0, 0, 0, 30 * (n - 1), false, 0));
    }
  }

  /**
   * Publishes that something has happened; from then on it has.
   *
   * @throws dev.courant.event.RefusedException when it could not be stored now; until it is, by one
   *     of the next calls, nothing else happens, and what they tell has not
   */
  public synchronized void tell(Change change) {
    Change next = waiting == null ? change : waiting;
    waiting = next;
    String id = run + (told + 1);
    events.fire(
        Publication.on("/matches/" + next.match())
            .id(id)
            .key(id)
            .type("score")
            .data(next.json())
            .ttl(WORTH_KNOWING)
            .build());
    told++;
    matches.replaceAll(match -> match.match() == next.match() ? match.after(next) : match);
    waiting = null;
  }

  /** How everything stands now. */
  public synchronized Snapshot snapshot() {
    return new Snapshot(List.copyOf(matches), run + told);
  }
}
