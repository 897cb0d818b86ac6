package dev.courant.hub;

import java.util.Collection;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The threads on which channels end their streams, where a server wants that done on threads of its
 * own. Whoever ends a session waits for them, and a hub that stops: what a stream needs to end is
 * gone with the session, or with the application.
 */
final class Lanes {
  private static final System.Logger LOG = System.getLogger(Lanes.class.getName());
  private static final long PATIENCE_MILLIS = 2_000;

  private Lanes() {}

  /**
   * Returns when each has done what it had been given before, or has taken too long. One that is
   * the calling thread itself (Undertow's are threads) has its turn afterwards.
   */
  static void await(Collection<Executor> lanes) {
    CompletableFuture<?>[] passed =
        lanes.stream()
            .filter(lane -> (Object) lane != Thread.currentThread())
            .map(Lanes::passing)
            .toArray(CompletableFuture<?>[]::new);
    try {
      CompletableFuture.allOf(passed).get(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException e) {
      LOG.log(System.Logger.Level.WARNING, "Streams take their time to end", e);
    }
  }

  private static CompletableFuture<Void> passing(Executor lane) {
    try {
      return CompletableFuture.runAsync(() -> {}, lane);
    } catch (RuntimeException serverHasStopped) {
      return CompletableFuture.completedFuture(null);
    }
  }
}
