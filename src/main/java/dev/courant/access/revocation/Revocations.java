package dev.courant.access.revocation;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.courant.access.Caller;
import dev.courant.access.key.SecretFile;
import dev.courant.access.revocation.Revocation.Kind;
import dev.courant.access.token.StrictJson;
import dev.courant.event.Refusal;
import dev.courant.event.RefusedException;
import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * What has been taken back: at most {@value #MAX_KEPT} revocations, in memory and in the file
 * {@value #FILE_NAME} of the data directory, so that a restart forgets none. One is forgotten when
 * everything that it concerns has expired. Any thread may call it; asking takes no lock.
 */
public final class Revocations {
  /** The name of the file. */
  public static final String FILE_NAME = "revocations";

  /** The most that are kept. */
  public static final int MAX_KEPT = 10_000;

  private static final System.Logger LOG = System.getLogger(Revocations.class.getName());
  private static final String LIST = "revocations";

  private record Key(Kind kind, String name, Optional<String> issuer) {
    static Key of(Revocation revocation) {
      return new Key(revocation.kind(), revocation.name(), revocation.issuer());
    }
  }

  private final SecretFile file;
  private final InstantSource clock;
  private final ReentrantLock lock = new ReentrantLock();

  /** Never changed once it is here: a change, which is made under the lock, puts in another. */
  private volatile Map<Key, Revocation> kept;

  private Revocations(SecretFile file, InstantSource clock, Map<Key, Revocation> kept) {
    this.file = file;
    this.clock = clock;
    this.kept = kept;
  }

  /**
   * Those of a data directory.
   *
   * @throws IOException when the file is there and cannot be read: without it, what was taken back
   *     would be good again
   */
  public static Revocations in(Path dataDir, InstantSource clock) throws IOException {
    SecretFile file = new SecretFile(dataDir.resolve(FILE_NAME));
    Map<Key, Revocation> kept = new LinkedHashMap<>();
    Optional<String> text = file.read();
    if (text.isPresent()) {
      read(text.get()).forEach(revocation -> kept.put(Key.of(revocation), revocation));
    }
    return new Revocations(file, clock, kept);
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
   * @return whether it was written to the file too: if not, a restart forgets it
   * @throws RefusedException ({@link Refusal#TOO_LARGE}) when as many are kept as there may be
   */
  public boolean add(Revocation revocation) {
    lock.lock();
    try {
      Map<Key, Revocation> changed = current();
      changed.put(Key.of(revocation), revocation);
      if (changed.size() > MAX_KEPT) {
        throw new RefusedException(
            Refusal.TOO_LARGE,
            "%,d revocations are kept already: lift some, or give them an \"until\""
                .formatted(MAX_KEPT));
      }
      kept = changed;
      return write();
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
    lock.lock();
    try {
      Map<Key, Revocation> changed = current();
      boolean wasThere = changed.remove(Key.of(revocation)) != null;
      kept = changed;
      if (wasThere) {
        write();
      }
      return wasThere;
    } finally {
      lock.unlock();
    }
  }

  private boolean isIn(Map<Key, Revocation> now, Kind kind, String name, Caller caller) {
    return isInEffect(now.get(new Key(kind, name, Optional.empty())))
        || isInEffect(now.get(new Key(kind, name, caller.issuer())));
  }

  private boolean isInEffect(@Nullable Revocation revocation) {
    return revocation != null && !revocation.isOver(clock.instant());
  }

  private Map<Key, Revocation> current() {
    Instant now = clock.instant();
    Map<Key, Revocation> current = new LinkedHashMap<>(kept);
    current.values().removeIf(revocation -> revocation.isOver(now));
    return current;
  }

  private boolean write() {
    JsonArrayBuilder list = Json.createArrayBuilder();
    kept.values().forEach(revocation -> list.add(RevocationJson.write(revocation)));
    try {
      file.write(Json.createObjectBuilder().add(LIST, list).build().toString());
      return true;
    } catch (IOException e) {
      LOG.log(
          System.Logger.Level.ERROR,
          "A change of the revocations is in effect, but {0} cannot be written: {1}",
          file.path(),
          e);
      return false;
    }
  }

  private static List<Revocation> read(String text) throws IOException {
    try {
      JsonValue list =
          StrictJson.object("The file", text.getBytes(UTF_8), Refusal.INVALID).get(LIST);
      if (list instanceof JsonArray array) {
        return array.stream().map(JsonValue::asJsonObject).map(RevocationJson::read).toList();
      }
    } catch (RefusedException | ClassCastException e) {
      throw new IOException(unreadable(), e);
    }
    throw new IOException(unreadable());
  }

  private static String unreadable() {
    return "The file \"%s\" cannot be read: put it back from a back-up, or delete it"
        .formatted(FILE_NAME);
  }
}
