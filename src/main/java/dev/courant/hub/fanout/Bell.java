package dev.courant.hub.fanout;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** Wakes a pump's thread. Ringing is free while the thread is awake, and never gets lost. */
final class Bell {
  private final AtomicBoolean rung = new AtomicBoolean();
  private volatile @Nullable Thread sleeper;

  /** Something has changed; any thread. */
  void ring() {
    if (!rung.getAndSet(true)) {
      LockSupport.unpark(sleeper);
    }
  }

  /** Whether it was rung and not heard yet. */
  boolean isRung() {
    return rung.get();
  }

  /** From here on a ring means something new; called by the thread before it looks around. */
  void reset() {
    sleeper = Thread.currentThread();
    rung.set(false);
  }

  /** Rests until the bell is rung or the time is over, or for no reason at all. */
  void await(long nanos) {
    if (!rung.get()) {
      LockSupport.parkNanos(this, nanos);
    }
  }
}
