package dev.courant.transport.websocket;

import java.util.OptionalLong;
import java.util.function.LongSupplier;

/**
 * How much may be on its way to a client that it has not read. Containers are no help with that:
 * Tyrus takes a message for sent when the server has queued it, and the server queues megabytes. So
 * a ping is sent behind each stretch of messages, and as long as its pong has not come back (RFC
 * 6455, section 5.5.3) only one more stretch follows it. One thread at a time, but for {@link
 * #isRead}.
 */
final class Window {
  /** How long a stretch is, in characters, */
  static final int STRETCH_CHARACTERS = 128 * 1024;

  /** and in messages: each costs a server more than its bytes. */
  static final int STRETCH_MESSAGES = 256;

  private final LongSupplier marks;
  private long characters;
  private int messages;

  // Written in this order, and read in the other one.
  private volatile long mark;
  private volatile boolean awaited;

  /**
   * A window that nothing has gone through.
   *
   * @param marks what pings are marked with; a client cannot guess the next one, since it would say
   *     that it has read what it has not
   */
  Window(LongSupplier marks) {
    this.marks = marks;
  }

  /** A message has gone through. */
  void sent(String message) {
    characters += message.length();
    messages++;
  }

  /** What a ping that has to be sent now is marked with; absent when none has to be. */
  OptionalLong nextMark() {
    if (awaited || !isStretchOver()) {
      return OptionalLong.empty();
    }
    characters = 0;
    messages = 0;
    mark = marks.getAsLong();
    awaited = true;
    return OptionalLong.of(mark);
  }

  /**
   * What a ping is marked with that is sent for another reason: a client may answer the last of
   * several only, and then that has to count for the one that is awaited.
   */
  long mark() {
    return mark;
  }

  /** Whether nothing may go through until the client has read more. */
  boolean isFull() {
    return awaited && isStretchOver();
  }

  /** A pong has come; any thread. Tells whether it is the one that is awaited. */
  boolean isRead(long pongMark) {
    boolean isAwaited = awaited && pongMark == mark;
    if (isAwaited) {
      awaited = false;
    }
    return isAwaited;
  }

  private boolean isStretchOver() {
    return characters >= STRETCH_CHARACTERS || messages >= STRETCH_MESSAGES;
  }
}
