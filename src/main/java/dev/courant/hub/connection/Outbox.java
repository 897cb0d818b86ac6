package dev.courant.hub.connection;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What waits for one client: a queue of chunks, bounded in bytes, that is written whenever the
 * channel is ready. Everything that has piled up goes out in one write, so the cost per event falls
 * as the load rises.
 *
 * <p>The channel may call back into {@link #drain} while it is being asked whether it is ready
 * (Grizzly does); each step leaves the fields consistent before it calls the channel.
 */
final class Outbox {
  /** What became of a chunk. */
  enum Outcome {
    /** It waits. */
    TAKEN,
    /** Not taken: too much is waiting already, or it is not wanted any more. */
    NOT_TAKEN,
    /** The connection has ended. */
    CLOSED
  }

  private final ReentrantLock lock = new ReentrantLock();
  private final LongSupplier nanoClock;
  private final Tally tally;
  private final Pulse pulse;

  // Guarded by lock.
  private final Pile waiting;
  private boolean flushDue;
  private boolean ending;
  private boolean closed;
  private @Nullable Channel channel;
  private @Nullable Runnable onRoom;
  private @Nullable Runnable onClosed;
  private int roomBytes;

  // Written under the lock, read by the pump without it.
  private volatile boolean allTaken = true;

  Outbox(int maxBytes, LongSupplier nanoClock, Tally tally) {
    this.waiting = new Pile(maxBytes);
    this.nanoClock = nanoClock;
    this.tally = tally;
    this.pulse = new Pulse(nanoClock);
  }

  /** Takes the way out; false when the connection has ended, and then does not keep it. */
  boolean attach(Channel newChannel) {
    lock.lock();
    try {
      if (!closed) {
        channel = newChannel;
      }
      return !closed;
    } finally {
      lock.unlock();
    }
  }

  /** Does something between offers. */
  void exclusively(Runnable step) {
    lock.lock();
    try {
      step.run();
    } finally {
      lock.unlock();
    }
  }

  /** Puts a chunk into the queue, if it is wanted at that moment; nothing is written yet. */
  Outcome offer(Chunk chunk, BooleanSupplier isStillWanted) {
    lock.lock();
    try {
      if (closed) {
        return Outcome.CLOSED;
      }
      if (!fits(chunk.sizeBytes()) || !isStillWanted.getAsBoolean()) {
        return Outcome.NOT_TAKEN;
      }
      add(chunk);
      return Outcome.TAKEN;
    } finally {
      lock.unlock();
    }
  }

  /** Puts the last chunk into the queue, whatever waits there: nothing fits behind it. */
  Outcome offerLast(Chunk chunk) {
    lock.lock();
    try {
      if (closed) {
        return Outcome.CLOSED;
      }
      ending = true;
      add(chunk);
      return Outcome.TAKEN;
    } finally {
      lock.unlock();
    }
  }

  /** When something was offered, and when the client took something. */
  Pulse pulse() {
    return pulse;
  }

  /** Writes what waits, as far as the channel is ready for it; false when the channel failed. */
  boolean drain() {
    boolean works = true;
    Runnable due;
    lock.lock();
    try {
      allTaken = write();
      pulse.rests(waiting.isEmpty());
    } catch (Throwable e) {
      // Containers throw all sorts of things when the peer has gone: nothing more can be written.
      works = false;
      onRoom = null;
    } finally {
      due = takeWhatIsDue();
      lock.unlock();
    }
    if (due != null) {
      due.run();
    }
    return works;
  }

  /** Calls {@code listener} once, when so many bytes fit or nothing waits: perhaps at once. */
  void whenRoom(int bytes, Runnable listener) {
    Runnable room;
    lock.lock();
    try {
      onRoom = listener;
      roomBytes = bytes;
      room = takeWhatIsDue();
    } finally {
      lock.unlock();
    }
    if (room != null) {
      room.run();
    }
  }

  /**
   * Lets go of everything.
   *
   * @param listener gets the channel, if there is one, as soon as this thread has let go of the
   *     lock
   */
  void close(Consumer<@Nullable Channel> listener) {
    Runnable due;
    lock.lock();
    try {
      Channel open = channel;
      closed = true;
      channel = null;
      waiting.clear();
      onRoom = null;
      onClosed = () -> listener.accept(open);
      due = takeWhatIsDue();
    } finally {
      lock.unlock();
    }
    if (due != null) {
      due.run();
    }
  }

  /** What has gone out so far, and what waits. */
  Traffic traffic() {
    lock.lock();
    try {
      return tally.at(nanoClock.getAsLong(), waiting.first(), waiting.bytes());
    } finally {
      lock.unlock();
    }
  }

  /** Whether everything was handed over, and the channel has nothing left of it. */
  boolean isAllTaken() {
    return allTaken;
  }

  private void add(Chunk chunk) {
    long now = nanoClock.getAsLong();
    pulse.offered(waiting.isEmpty(), now);
    if (waiting.isEmpty()) {
      tally.waits(now);
    }
    allTaken = false;
    waiting.add(chunk);
  }

  /** Tells whether the channel would take more. */
  private boolean write() throws IOException {
    Channel ready = readyChannel();
    while (ready != null && (flushDue || !waiting.isEmpty())) {
      if (waiting.isEmpty()) {
        flushDue = false;
        ready.flush();
      } else {
        List<Chunk> pile = waiting.take();
        ready.write(pile);
        flushDue = true;
        tally.wrote(pile);
      }
      ready = readyChannel();
    }
    return ready != null;
  }

  /** Asking may call back into here and close: so the field is read again afterwards. */
  private @Nullable Channel readyChannel() throws IOException {
    return channel != null && channel.isReady() ? channel : null;
  }

  private boolean fits(int bytes) {
    return !ending && waiting.fits(bytes);
  }

  /** What is to be done once the lock is free; the caller does that. */
  private @Nullable Runnable takeWhatIsDue() {
    if (lock.getHoldCount() > 1) {
      // The channel called back: the call that waits for the channel will see to it.
      return null;
    }
    Runnable listener = onClosed;
    onClosed = null;
    return listener != null ? listener : takeRoomListener();
  }

  private @Nullable Runnable takeRoomListener() {
    if (closed || !fits(roomBytes)) {
      return null;
    }
    Runnable listener = onRoom;
    onRoom = null;
    return listener;
  }
}
