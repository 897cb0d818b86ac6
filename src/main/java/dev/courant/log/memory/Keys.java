package dev.courant.log.memory;

import dev.courant.event.IdempotencyKey;
import dev.courant.event.Publication;
import dev.courant.event.Receipt;
import dev.courant.event.Refusal;
import dev.courant.event.RefusedException;
import dev.courant.log.Fingerprint;
import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The idempotency keys of the last while, oldest first. Not thread-safe. */
final class Keys {
  /** More than are sent in a day by a busy publisher; the oldest go first. */
  private static final int MAX_KEYS = 1_000_000;

  private record Use(String fingerprint, String eventId, long timeMillis) {}

  private final long windowMillis;
  private final Map<IdempotencyKey, Use> uses = new LinkedHashMap<>();

  Keys(Duration window) {
    this.windowMillis = window.toMillis();
  }

  /**
   * The receipt for what was stored under the publication's key.
   *
   * @throws RefusedException ({@link Refusal#KEY_REUSED}) when that was something else
   */
  Optional<Receipt> find(Publication publication, long nowMillis) {
    forget(nowMillis);
    Optional<Use> use = publication.key().map(uses::get);
    if (use.isPresent() && !use.get().fingerprint().equals(Fingerprint.of(publication))) {
      throw new RefusedException(
          Refusal.KEY_REUSED, "This idempotency key was used for another publication");
    }
    return use.map(u -> new Receipt(u.eventId(), true));
  }

  void remember(Publication publication, String eventId, long nowMillis) {
    publication
        .key()
        .ifPresent(k -> uses.put(k, new Use(Fingerprint.of(publication), eventId, nowMillis)));
  }

  private void forget(long nowMillis) {
    Iterator<Use> oldest = uses.values().iterator();
    while (oldest.hasNext()) {
      boolean over = nowMillis - oldest.next().timeMillis() >= windowMillis;
      if (!over && uses.size() <= MAX_KEYS) {
        return;
      }
      oldest.remove();
    }
  }
}
