package dev.courant.hub;

import dev.courant.event.Matcher;
import dev.courant.event.Refusal;
import dev.courant.event.RefusedException;
import dev.courant.hub.connection.Visitor;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import java.util.function.UnaryOperator;

/**
 * Who is to stay away: the same on all nodes. Any thread may call it; asking takes no lock. Where
 * the others cannot be told, a change is in effect here, and kept for all when they can again.
 */
final class Bans {
  private static final System.Logger LOG = System.getLogger(Bans.class.getName());

  private final Neighbours neighbours;
  private final LongSupplier clockMillis;
  private final ReentrantLock lock = new ReentrantLock();

  /** What is in effect here and could not be kept for all yet; guarded by the lock. */
  private final List<UnaryOperator<List<Ban>>> unsaved = new ArrayList<>();

  /** Never changed once it is here. */
  private volatile List<Ban> kept = List.of();

  Bans(Neighbours neighbours, LongSupplier clockMillis) {
    this.neighbours = neighbours;
    this.clockMillis = clockMillis;
  }

  /**
   * Puts one in, in the place of another that concerns the same.
   *
   * @return whether all nodes have it, or will
   * @throws RefusedException ({@link Refusal#TOO_LARGE}) when there are too many
   */
  boolean add(Ban ban) {
    return change(
        bans -> {
          List<Ban> changed = with(bans, ban);
          if (changed.size() > Dismissals.MAX_BANS) {
            throw new RefusedException(
                Refusal.TOO_LARGE,
                "%,d are kept away already: let somebody come back first"
                    .formatted(Dismissals.MAX_BANS));
          }
          return changed;
        },
        bans -> with(bans, ban));
  }

  /** Takes one out, if it is there. */
  Optional<Ban> lift(String id) {
    Optional<Ban> ban = all().stream().filter(b -> b.id().equals(id)).findFirst();
    if (ban.isPresent()) {
      UnaryOperator<List<Ban>> step =
          bans -> bans.stream().filter(b -> !b.id().equals(id)).toList();
      change(step, step);
    }
    return ban;
  }

  /** Those that have not ended. */
  List<Ban> all() {
    return current(kept);
  }

  /** Whether something is in effect here that could not be kept for all yet. */
  boolean isUnsaved() {
    lock.lock();
    try {
      return !unsaved.isEmpty();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Takes up what others have made of it, and keeps what could not be kept so far.
   *
   * @throws IOException when that cannot be had now; then everything is as it was
   */
  void refresh() throws IOException {
    lock.lock();
    try {
      kept = neighbours.dismissals().change(kept, this::withUnsaved);
      unsaved.clear();
    } finally {
      lock.unlock();
    }
  }

  /** Whether a visitor is to stay away. */
  boolean concern(Visitor visitor, Set<Matcher> matchers) {
    List<Ban> now = kept;
    if (now.isEmpty()) {
      return false;
    }
    long millis = clockMillis.getAsLong();
    return now.stream().anyMatch(ban -> ban.until() > millis && ban.who().isMet(visitor, matchers));
  }

  /**
   * Changes what is kept.
   *
   * @param late the same step, done where the first attempt could not be kept: refuses nothing
   */
  private boolean change(UnaryOperator<List<Ban>> step, UnaryOperator<List<Ban>> late) {
    lock.lock();
    try {
      kept = neighbours.dismissals().change(kept, bans -> step.apply(withUnsaved(bans)));
      unsaved.clear();
      return true;
    } catch (IOException e) {
      kept = step.apply(withUnsaved(kept));
      unsaved.add(late);
      LOG.log(
          System.Logger.Level.WARNING,
          "Who is to stay away is known to this node only, for now: {0}",
          e.getMessage());
      return false;
    } finally {
      lock.unlock();
    }
  }

  /** With what could not be kept so far: done once more it changes nothing. */
  private List<Ban> withUnsaved(List<Ban> bans) {
    List<Ban> changed = current(bans);
    for (UnaryOperator<List<Ban>> step : unsaved) {
      changed = step.apply(changed);
    }
    return changed;
  }

  private List<Ban> current(List<Ban> bans) {
    long now = clockMillis.getAsLong();
    return bans.stream().filter(ban -> ban.until() > now).toList();
  }

  private static List<Ban> with(List<Ban> bans, Ban ban) {
    List<Ban> changed = new ArrayList<>(bans);
    changed.removeIf(other -> other.who().equals(ban.who()));
    changed.add(ban);
    return List.copyOf(changed);
  }
}
