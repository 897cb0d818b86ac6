package dev.courant.hub.measure;

import dev.courant.event.Publication;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * When each publication was handed to the hub that is not stored yet. There are as many as may
 * wait, so this needs no limit of its own. Any thread may call it.
 */
public final class Stopwatches {
  /** Two publications may be equal and are still two. */
  private static final class Key {
    private final Publication publication;

    Key(Publication publication) {
      this.publication = publication;
    }

    @Override
    @SuppressWarnings("ReferenceEquality") // that is what it is for
    public boolean equals(Object other) {
      return other instanceof Key key && key.publication == publication;
    }

    @Override
    public int hashCode() {
      return System.identityHashCode(publication);
    }
  }

  private final Map<Key, Long> running = new ConcurrentHashMap<>();

  /** Notes that it was handed in at that time, in nanoseconds. */
  public void start(Publication publication, long nowNanos) {
    running.put(new Key(publication), nowNanos);
  }

  /** When it was handed in; {@code otherwise} where that was not noted. */
  public long startOf(Publication publication, long otherwise) {
    return running.getOrDefault(new Key(publication), otherwise);
  }

  /** The same, and forgets it. */
  public long stop(Publication publication, long otherwise) {
    Long started = running.remove(new Key(publication));
    return started == null ? otherwise : started;
  }
}
