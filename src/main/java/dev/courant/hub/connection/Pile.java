package dev.courant.hub.connection;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The chunks that wait in an outbox, bounded in bytes. Guarded by the lock of the outbox.
 *
 * <p>When it is empty it takes any chunk, however large: else an event above the bound could never
 * be delivered.
 */
final class Pile {
  /** The most that one write takes, in bytes: a slow client shows progress after each. */
  private static final int WRITE_MAX_BYTES = 64 * 1024;

  private final int maxBytes;
  private final Deque<Chunk> waiting = new ArrayDeque<>(2);
  private int bytes;

  Pile(int maxBytes) {
    this.maxBytes = maxBytes;
  }

  boolean isEmpty() {
    return waiting.isEmpty();
  }

  /** What waits, in bytes. */
  int bytes() {
    return bytes;
  }

  /** The one that has waited longest, if any waits. */
  @Nullable Chunk first() {
    return waiting.peekFirst();
  }

  boolean fits(int more) {
    return waiting.isEmpty() || bytes + (long) more <= maxBytes;
  }

  void add(Chunk chunk) {
    waiting.addLast(chunk);
    bytes += chunk.sizeBytes();
  }

  void clear() {
    waiting.clear();
    bytes = 0;
  }

  /** Takes what goes out in one write: one chunk at least. */
  List<Chunk> take() {
    Chunk first = waiting.removeFirst();
    int size = first.sizeBytes();
    if (waiting.isEmpty()) {
      bytes = 0;
      return List.of(first);
    }
    List<Chunk> taken = new ArrayList<>();
    taken.add(first);
    while (!waiting.isEmpty() && size + (long) waiting.getFirst().sizeBytes() <= WRITE_MAX_BYTES) {
      Chunk next = waiting.removeFirst();
      size += next.sizeBytes();
      taken.add(next);
    }
    bytes -= size;
    return taken;
  }
}
