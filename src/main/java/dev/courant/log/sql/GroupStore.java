package dev.courant.log.sql;

import dev.courant.event.Publication;
import dev.courant.event.Refusal;
import dev.courant.event.RefusedException;
import java.util.List;
import java.util.Optional;

/**
 * Where a {@link Writer} puts what has queued up. It gets over trouble by itself: what it refuses
 * today it may take tomorrow. Called by the writer only, but for {@link #trouble}.
 */
public interface GroupStore {
  /**
   * Stores publications in one transaction; they are durable when this returns.
   *
   * @return what has become of each, in that order
   * @throws RefusedException ({@link Refusal#STORE_UNAVAILABLE}) when they were not stored, as far
   *     as is known
   */
  List<Stored> append(List<Publication> publications, long nowMillis);

  /**
   * Does one step of what retention asks for; what goes wrong is trouble.
   *
   * @return whether there may be more to do
   */
  boolean sweep(long nowMillis);

  /**
   * Something went wrong with what was stored, or may have been: before anything else is done with
   * it, the store finds out what is there.
   *
   * @return what its publishers are told
   */
  RefusedException failed(Throwable why);

  /** What is wrong, as a sentence for the operator; any thread may ask. */
  Optional<String> trouble();
}
