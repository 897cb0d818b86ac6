package dev.courant.log;

import dev.courant.event.Event;
import dev.courant.event.Position;
import dev.courant.event.Publication;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * The durable, ordered history. Any thread may call it.
 *
 * <p>Offsets are dense: the first event ever has offset 1, each further one the next. What is
 * appended together is stored together, whole or not at all, in the order given.
 */
public interface EventLog extends AutoCloseable {
  /**
   * Stores publications. The future completes once they are as durable as this log makes them, and
   * the follower is told of them no earlier; it fails when they were not stored. The number of
   * appends under way is limited by the caller.
   */
  CompletableFuture<List<Event>> append(List<Publication> publications);

  /** The position of the newest event; offset 0 while there is none. */
  Position head();

  /** The offset of the oldest event that is kept; one above the head while none is. */
  long oldestOffset();

  /**
   * Reads events in order.
   *
   * @param after the offset behind which to start
   * @param maxBytes about how many bytes of memory to fill; the first event is read whatever its
   *     size
   * @return the events behind {@code after} that are kept; empty when there are none
   */
  List<Event> read(long after, int maxBytes);

  /**
   * Sets the one follower: it gets every event stored from now on, once and in order, in batches,
   * on the log's own thread. It must not block, and must be set before the first append.
   */
  void follow(Consumer<List<Event>> follower);

  /** Stops: what was appended is completed first, and nothing is taken in afterwards. */
  @Override
  void close();
}
