package dev.courant.hub;

import static java.util.stream.Collectors.toSet;

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
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * Who is to stay away: the same on all nodes. Any thread may call it; asking takes no lock. Where
 * the others cannot be told, a change is in effect here, and kept for all when they can again.
 */
final class Bans {
  private static final System.Logger LOG = System.getLogger(Bans.class.getName());

  private final Supplier<SharedDismissals> nodes;
  private final LongSupplier clockMillis;
  private final ReentrantLock lock = new ReentrantLock();

  /** What is in effect here and could not be kept for all yet; guarded by the lock. */
  private final List<UnaryOperator<List<Ban>>> unsaved = new ArrayList<>();

  /** Never changed once it is here. */
  private volatile List<Ban> kept = List.of();

  Bans(Supplier<SharedDismissals> nodes, LongSupplier clockMillis) {
    this.nodes = nodes;
    this.clockMillis = clockMillis;
  }

  /**
   * Puts one in, in the place of another that concerns the same.
   *
   * @return whether all nodes have it, or will
   * @throws RefusedException ({@link Refusal#TOO_LARGE}) when there are too many
   */
  boolean add(Ban ban) {
    lock.lock();
    try {
      Set<Ban> known = kept.stream().filter(b -> b.who().equals(ban.who())).collect(toSet());
      return change(bans -> withRoomFor(bans, ban), bans -> unlessOutlasted(bans, ban, known));
    } finally {
      lock.unlock();
    }
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
      kept = nodes.get().change(kept, this::withUnsaved);
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
   * @param late the same, done where the first attempt could not be kept: refuses nothing, changes
   *     nothing when it is done once more, and leaves alone what others have made of it meanwhile
   */
  private boolean change(UnaryOperator<List<Ban>> step, UnaryOperator<List<Ban>> late) {
    lock.lock();
    try {
      kept = nodes.get().change(kept, bans -> step.apply(withUnsaved(bans)));
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

  /** With what could not be kept so far, and without what has ended. */
  private List<Ban> withUnsaved(List<Ban> bans) {
    List<Ban> changed = bans;
    for (UnaryOperator<List<Ban>> step : unsaved) {
      changed = step.apply(changed);
    }
    return current(changed);
  }

  private List<Ban> current(List<Ban> bans) {
    long now = clockMillis.getAsLong();
    return bans.stream().filter(ban -> ban.until() > now).toList();
  }

  private static List<Ban> withRoomFor(List<Ban> bans, Ban ban) {
    List<Ban> changed = with(bans, ban);
    if (changed.size() > Dismissals.MAX_BANS) {
      throw new RefusedException(
          Refusal.TOO_LARGE,
          "%,d are kept away already: let somebody come back first".formatted(Dismissals.MAX_BANS));
    }
    return changed;
  }

  /** Others may have put one in meanwhile that nobody knew of here, and that lasts longer. */
  private static List<Ban> unlessOutlasted(List<Ban> bans, Ban ban, Set<Ban> known) {
    boolean isOutlasted =
        bans.stream()
            .filter(other -> other.who().equals(ban.who()) && !known.contains(other))
            .anyMatch(other -> other.until() > ban.until());
    return isOutlasted ? bans : with(bans, ban);
  }

  private static List<Ban> with(List<Ban> bans, Ban ban) {
    List<Ban> changed = new ArrayList<>(bans);
    changed.removeIf(other -> other.who().equals(ban.who()));
    changed.add(ban);
    return List.copyOf(changed);
  }
}
