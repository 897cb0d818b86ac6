package dev.courant.hub;

import dev.courant.event.Refusal;
import dev.courant.event.RefusedException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Waits for what a pump was asked to do; for callers that have a thread to wait with. */
final class Pumped {
  /** Longer than a pump needs for a pass, shorter than the patience of a client. */
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(10);

  private Pumped() {}

  /**
   * What came of it.
   *
   * @throws RefusedException when it was refused; or ({@link Refusal#OVERLOADED}) when it has not
   *     been done yet: it may be, later
   */
  static <T> T await(CompletableFuture<T> done) {
    try {
      return done.get(LONGEST_WAIT.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw notDone(e);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RefusedException refused ? refused : notDone(e);
    } catch (TimeoutException e) {
      throw notDone(e);
    }
  }

  private static RefusedException notDone(Exception cause) {
    RefusedException refused =
        new RefusedException(Refusal.OVERLOADED, "The hub has not come to it in time");
    refused.initCause(cause);
    return refused;
  }
}
