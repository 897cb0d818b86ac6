package dev.courant.log;

import dev.courant.event.Position;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * The chain of epochs of a log. Each names a stretch of offsets; a new one starts when the store is
 * new, or was restored. Immutable.
 *
 * @param chain the epochs, the oldest first; never empty
 */
public record Epochs(List<Epoch> chain) {
  /**
   * One epoch.
   *
   * @param name as in {@link Position#epoch()}
   * @param firstOffset the first offset that belongs to it
   */
  public record Epoch(String name, long firstOffset) {}

  /** A chain; the list is copied. */
  public Epochs {
    chain = List.copyOf(chain);
    if (chain.isEmpty()) {
      throw new IllegalArgumentException("A log has at least one epoch");
    }
  }

  /** The chain of a new log. */
  public static Epochs startingWith(String name) {
    return new Epochs(List.of(new Epoch(name, 1)));
  }

  /** This chain with one more epoch. */
  public Epochs followedBy(String name, long firstOffset) {
    List<Epoch> longer = new ArrayList<>(chain);
    longer.add(new Epoch(name, firstOffset));
    return new Epochs(longer);
  }

  /** The newest epoch. */
  public Epoch newest() {
    return chain.get(chain.size() - 1);
  }

  /** The position of an offset. */
  public Position position(long offset) {
    for (int i = chain.size() - 1; i > 0; i--) {
      if (chain.get(i).firstOffset() <= offset) {
        return new Position(chain.get(i).name(), offset);
      }
    }
    return new Position(chain.get(0).name(), offset);
  }

  /** The last offset of an epoch of that name; empty when it is not in the chain, or has no end. */
  public OptionalLong endOf(String name) {
    for (int i = 0; i < chain.size() - 1; i++) {
      if (chain.get(i).name().equals(name)) {
        return OptionalLong.of(chain.get(i + 1).firstOffset() - 1);
      }
    }
    return OptionalLong.empty();
  }
}
