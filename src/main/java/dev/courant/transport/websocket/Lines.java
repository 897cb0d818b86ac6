package dev.courant.transport.websocket;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * Lines, taken one by one out of the bytes of joined chunks: each is a message of its own. A line
 * is made into text when its turn has come, so what waits is not held twice. One thread at a time.
 */
final class Lines {
  private final Deque<byte[]> waiting = new ArrayDeque<>();

  /** Where the next line begins in the first array. */
  private int start;

  /** Adds lines, each of which ends with LF. The array is not changed. */
  void add(byte[] lines) {
    if (lines.length > 0) {
      waiting.addLast(lines);
    }
  }

  /** The next line, without its LF; absent when there is none. An empty line is a heartbeat. */
  Optional<String> next() {
    byte[] bytes = waiting.peekFirst();
    if (bytes == null) {
      return Optional.empty();
    }
    int end = start;
    while (end < bytes.length && bytes[end] != '\n') {
      end++;
    }
    String line = new String(bytes, start, end - start, UTF_8);
    start = end + 1;
    if (start >= bytes.length) {
      waiting.removeFirst();
      start = 0;
    }
    return Optional.of(line);
  }
}
