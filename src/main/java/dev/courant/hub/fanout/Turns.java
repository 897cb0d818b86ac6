package dev.courant.hub.fanout;

import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/** Gives members that catch up their turns, on threads that may block. Any thread may call it. */
final class Turns {
  private final Executor threads;
  private final Later later;

  /** Turns that some threads take, at once or after a while. */
  Turns(Executor threads, Later later) {
    this.threads = threads;
    this.later = later;
  }

  /** Does something after a while, on a thread that may block. */
  interface Later {
    /** Does {@code step} in so many nanoseconds. */
    void execute(long nanos, Runnable step);
  }

  /** Takes the next step for a member, behind those that wait already. */
  void take(Member member, Runnable step) {
    attempt(member, () -> threads.execute(() -> attempt(member, step)));
  }

  /** The same in so many nanoseconds. */
  void take(Member member, long nanos, Runnable step) {
    attempt(member, () -> later.execute(nanos, () -> attempt(member, step)));
  }

  /** A step that fails leaves a member of which nobody knows what it has got: it has to leave. */
  static void attempt(Member member, Runnable step) {
    try {
      step.run();
    } catch (RejectedExecutionException stopping) {
      // The hub is being stopped, and with it every connection.
      return;
    } catch (RuntimeException | Error e) {
      member.connection.failed(e);
    }
  }
}
