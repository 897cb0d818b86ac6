package dev.courant.hub;

import dev.courant.event.Refusal;
import dev.courant.event.RefusedException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Waits until something is durable; for callers that have a thread to wait with. */
public final class Publishing {
  /** Longer than a log needs that is alive, shorter than the patience of a client. */
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(20);

  private Publishing() {}

  /**
   * The result, once it is there.
   *
   * @throws RefusedException when the publication was not stored, or ({@link
   *     Refusal#STORE_UNAVAILABLE}) has not been stored yet: then it may still be
   */
  public static <T> T await(CompletableFuture<T> stored) {
    try {
      return stored.get(LONGEST_WAIT.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RefusedException refused
          ? refused
          : notStored("The event could not be stored", e.getCause());
    } catch (TimeoutException e) {
      throw notStored("The event could not be stored in time: it may be, later", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw notStored("Waiting was interrupted: the event may be stored, later", e);
    }
  }

  private static RefusedException notStored(String detail, @Nullable Throwable cause) {
    RefusedException refused = new RefusedException(Refusal.STORE_UNAVAILABLE, detail);
    refused.initCause(cause);
    return refused;
  }
}
