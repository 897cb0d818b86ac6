package dev.courant.hub.connection;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** Chunks that wait, in order, and what they come to. For use by one thread at a time. */
final class Pile {
  /** The most that one write takes, in bytes: a slow client shows progress after each. */
  private static final int WRITE_MAX_BYTES = 64 * 1024;

  private final Deque<Chunk> waiting = new ArrayDeque<>(2);
  private int bytes;

  boolean isEmpty() {
    return waiting.isEmpty();
  }

  /** What waits, in bytes. */
  int bytes() {
    return bytes;
  }

  void add(Chunk chunk) {
    waiting.addLast(chunk);
    bytes += chunk.sizeBytes();
  }

  void clear() {
    waiting.clear();
    bytes = 0;
  }

  /** Takes off what one write takes: the first chunk, and what fits beside it. */
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
