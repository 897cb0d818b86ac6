package dev.courant.hub.measure;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * The stamps of the newest events, by offset: {@value #KEPT} of them. One thread notes them, any
 * thread reads.
 *
 * <p>They stand beside the tail and not in its entries: what is read from the disk has none.
 */
public final class Stamps {
  private static final int KEPT = 16_384;

  private record Noted(long offset, Stamp stamp) {}

  private final AtomicReferenceArray<@Nullable Noted> ring = new AtomicReferenceArray<>(KEPT);

  /** Notes when an event passed by. */
  public void note(long offset, Stamp stamp) {
    ring.setRelease(slot(offset), new Noted(offset, stamp));
  }

  /** When it did; absent where that is no longer known. */
  public Optional<Stamp> of(long offset) {
    Noted noted = ring.getAcquire(slot(offset));
    return noted == null || noted.offset() != offset
        ? Optional.empty()
        : Optional.of(noted.stamp());
  }

  private static int slot(long offset) {
    return (int) (offset % KEPT);
  }
}
