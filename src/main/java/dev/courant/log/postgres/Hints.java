package dev.courant.log.postgres;

import java.time.Duration;

/** Tells nodes from each other that there is something new; whatever gets lost is found later. */
public interface Hints extends AutoCloseable {
  /** Waits for a hint that is newer than this number, and no longer than that; one thread. */
  void await(long known, Duration atMost);

  /** Tells the others, some time soon; any thread, does not block. */
  void tell(long number);

  /** The thread that waits does not do so any more; called by it. */
  void stopWaiting();

  /** Lets {@link #await} end, now and from now on; any thread. */
  @Override
  void close();
}
