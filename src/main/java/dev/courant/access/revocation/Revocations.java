package dev.courant.access.revocation;

import dev.courant.access.Caller;
import dev.courant.access.key.KeptText;
import dev.courant.access.revocation.Revocation.Kind;
import dev.courant.event.Refusal;
import dev.courant.event.RefusedException;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What has been taken back: at most {@value #MAX_KEPT} revocations, in memory and in a text that is
 * kept under the name {@value #NAME}, so that a restart forgets none. Other nodes may share that.
 * One is forgotten when everything that it concerns has expired. Any thread may call it; asking
 * takes no lock.
 */
public final class Revocations {
  /** The name that they are kept under. */
  public static final String NAME = "revocations";

  /** The most that are kept. */
  public static final int MAX_KEPT = 10_000;

  private static final System.Logger LOG = System.getLogger(Revocations.class.getName());

  private record Key(Kind kind, String name, Optional<String> issuer) {
    static Key of(Revocation revocation) {
      return new Key(revocation.kind(), revocation.name(), revocation.issuer());
    }
  }

  private final KeptText text;
  private final InstantSource clock;
  private final ReentrantLock lock = new ReentrantLock();

  /**
   * What is in effect here and could not be written yet; guarded by the lock. Done later, and once
   * more, it leaves alone what others have made of it meanwhile, unless they have taken back less.
   */
  private final List<Consumer<Map<Key, Revocation>>> unsaved = new ArrayList<>();

  /** Never changed once it is here: a change, which is made under the lock, puts in another. */
  private volatile Map<Key, Revocation> kept;

  private Revocations(KeptText text, InstantSource clock, Map<Key, Revocation> kept) {
    this.text = text;
    this.clock = clock;
    this.kept = kept;
  }

  /**
   * Those that a text holds.
   *
   * @throws IOException when it is there and cannot be read: without it, what was taken back would
   *     be good again
   */
  public static Revocations in(KeptText text, InstantSource clock) throws IOException {
    return new Revocations(text, clock, read(text.read(), text.name()));
  }

  /** Whether something is in effect here that could not be written yet. */
  public boolean isUnsaved() {
    lock.lock();
    try {
      return !unsaved.isEmpty();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Takes up what other nodes have changed, and writes what could not be written so far.
   *
   * @throws IOException when one of the two cannot be done
   */
  public void refresh() throws IOException {
    lock.lock();
    try {
      kept = withUnsaved(read(text.read(), text.name()));
      if (!unsaved.isEmpty()) {
        save(all -> {});
      }
    } finally {
      lock.unlock();
    }
  }

  /** Whether what this caller has presented was taken back. */
  public boolean isRevoked(Caller caller) {
    Map<Key, Revocation> now = kept;
    return !now.isEmpty()
        && !caller.isAnonymous()
        && (caller.tokenId().filter(id -> isIn(now, Kind.TOKEN, id, caller)).isPresent()
            || isIn(now, Kind.SUBJECT, caller.subject(), caller));
  }

  /** All that are kept, the oldest first. */
  public List<Revocation> all() {
    Instant now = clock.instant();
    return kept.values().stream().filter(revocation -> !revocation.isOver(now)).toList();
  }

  /**
   * Takes back. In effect when this returns.
   *
   * @return whether it was written, too: if not, a restart forgets it, and other nodes are told
   *     when they can be
   * @throws RefusedException ({@link Refusal#TOO_LARGE}) when as many are kept as there may be
   */
  public boolean add(Revocation revocation) {
    Key key = Key.of(revocation);
    lock.lock();
    try {
      Optional<Revocation> known = Optional.ofNullable(kept.get(key));
      return change(
          all -> {
            all.put(key, revocation);
            requireFewEnough(all);
          },
          all -> {
            Optional<Revocation> there = Optional.ofNullable(all.get(key));
            if (there.equals(known) || there.isEmpty() || there.get().endsBefore(revocation)) {
              all.put(key, revocation);
            }
          });
    } finally {
      lock.unlock();
    }
  }

  /**
   * Lifts what {@link #add} has put in, whenever that was to end.
   *
   * @return whether it was there
   */
  public boolean lift(Revocation revocation) {
    Key key = Key.of(revocation);
    AtomicBoolean wasThere = new AtomicBoolean();
    lock.lock();
    try {
      Optional<Revocation> known = Optional.ofNullable(kept.get(key));
      change(
          all -> {
            if (all.remove(key) != null) {
              wasThere.set(true);
            }
          },
          all -> known.ifPresent(lifted -> all.remove(key, lifted)));
    } finally {
      lock.unlock();
    }
    return wasThere.get();
  }

  private boolean isIn(Map<Key, Revocation> now, Kind kind, String name, Caller caller) {
    return isInEffect(now.get(new Key(kind, name, Optional.empty())))
        || isInEffect(now.get(new Key(kind, name, caller.issuer())));
  }

  private boolean isInEffect(@Nullable Revocation revocation) {
    return revocation != null && !revocation.isOver(clock.instant());
  }

  private static void requireFewEnough(Map<Key, Revocation> all) {
    if (all.size() > MAX_KEPT) {
      throw new RefusedException(
          Refusal.TOO_LARGE,
          "%,d revocations are kept already: lift some, or give them an \"until\""
              .formatted(MAX_KEPT));
    }
  }

  /**
   * Changes what is kept; called with the lock held.
   *
   * @param late the same, done where it could not be written at once; refuses nothing
   * @return whether it lasts
   */
  private boolean change(Consumer<Map<Key, Revocation>> step, Consumer<Map<Key, Revocation>> late) {
    try {
      save(step);
      return true;
    } catch (IOException e) {
      Map<Key, Revocation> changed = withUnsaved(kept);
      step.accept(changed);
      kept = changed;
      unsaved.add(late);
      LOG.log(
          System.Logger.Level.ERROR,
          "A change of the revocations is in effect, but {0} cannot be written: {1}",
          text.name(),
          e);
      return false;
    }
  }

  /** Writes what others have made of it meanwhile, if that can be had, and what is changed here. */
  private void save(Consumer<Map<Key, Revocation>> step) throws IOException {
    String saved =
        text.update(
            before -> {
              Map<Key, Revocation> changed = withUnsaved(parsed(before).orElse(kept));
              step.accept(changed);
              return RevocationText.of(changed.values());
            });
    unsaved.clear();
    kept = read(Optional.of(saved), text.name());
  }

  /** With what could not be saved so far, and without what is over. */
  private Map<Key, Revocation> withUnsaved(Map<Key, Revocation> all) {
    Instant now = clock.instant();
    Map<Key, Revocation> current = new LinkedHashMap<>(all);
    unsaved.forEach(step -> step.accept(current));
    current.values().removeIf(revocation -> revocation.isOver(now));
    return current;
  }

  private static Map<Key, Revocation> read(Optional<String> text, String name) throws IOException {
    return parsed(text)
        .orElseThrow(
            () ->
                new IOException(
                    "%s cannot be read: put it back from a back-up, or delete it".formatted(name)));
  }

  /** Absent when it is none of ours. */
  private static Optional<Map<Key, Revocation>> parsed(Optional<String> text) {
    return RevocationText.parsed(text)
        .map(
            list -> {
              Map<Key, Revocation> all = new LinkedHashMap<>();
              list.forEach(revocation -> all.put(Key.of(revocation), revocation));
              return all;
            });
  }
}
