package dev.courant.it;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** Waits for what a server does in its own time: asks again and again, up to a deadline. */
public final class Eventually {
  /** Long enough for a busy machine; nothing that works takes nearly as long. */
  public static final Duration PATIENCE = Duration.ofSeconds(20);

  private static final Duration PAUSE = Duration.ofMillis(50);

  private Eventually() {}

  /** Returns when {@code claim} holds; throws what it last threw when it never does. */
  public static void holds(ThrowingCallable claim) throws Exception {
    holds(PATIENCE, claim);
  }

  /** The same, with a deadline of its own. */
  public static void holds(Duration patience, ThrowingCallable claim) throws Exception {
    long deadline = System.nanoTime() + patience.toNanos();
    while (true) {
      try {
        claim.call();
        return;
      } catch (AssertionError notYet) {
        if (System.nanoTime() > deadline) {
          throw notYet;
        }
      } catch (Exception | Error failure) {
        throw failure;
      } catch (Throwable failure) {
        throw new AssertionError(failure);
      }
      LockSupport.parkNanos(PAUSE.toNanos());
    }
  }
}
