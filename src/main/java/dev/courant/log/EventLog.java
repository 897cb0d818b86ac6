package dev.courant.log;

import dev.courant.event.Publication;
import dev.courant.event.Receipt;
import dev.courant.event.RefusedException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;

/**
 * The durable, ordered history. Any thread may call it.
 *
 * <p>Offsets are dense: the first event ever has offset 1, each further one the next. What is
 * appended together stands together, in the order given, and becomes durable together. Later an
 * event may be missing because its ttl is over; whatever else is missing lies at or below the
 * floor.
 */
public interface EventLog extends AutoCloseable {
  /**
   * Stores publications. The number of appends under way is limited by the caller.
   *
   * @return for each publication a future that completes once it is as durable as this log makes
   *     it, and the follower has been told; it fails with a {@link RefusedException} when the
   *     publication was not stored. Callbacks run on the log's thread and must not block
   */
  List<CompletableFuture<Receipt>> append(List<Publication> publications);

  /** Where history begins and ends now. */
  Bounds bounds();

  /** How much is kept now. */
  Extent extent();

  /**
   * What keeps the log from taking anything in, as a sentence for its operator; absent while
   * nothing does, as far as is known: trouble is noticed when something is stored.
   */
  Optional<String> trouble();

  /**
   * Removes what is not to be kept, all of it at once. It is done in small steps all the time, so
   * there is seldom much of it.
   *
   * @return completes when that is done, on the log's thread; fails with a {@link RefusedException}
   *     when it could not be done to the end
   */
  CompletableFuture<Void> sweep();

  /** The epochs that the offsets belong to. */
  Epochs epochs();

  /**
   * Reads events in order; those whose ttl is over are left out. May block for the disk.
   *
   * @param after the offset behind which to start
   * @param maxBytes about how many bytes of memory to fill; the first event is read whatever its
   *     size
   * @throws UnreadableLogException when the store cannot be read now
   */
  Page read(long after, int maxBytes);

  /**
   * The offset of the earliest event that is kept with that id of its publisher, of those behind an
   * offset: nobody makes publishers give each event another. May block for the disk.
   *
   * @throws UnreadableLogException when the store cannot be read now
   */
  OptionalLong offsetOf(String publisherId, long after);

  /**
   * Sets the one follower: it gets every event stored from now on, once and in order, in batches,
   * one batch after the other, on a thread of the log's. It must be set before the first append. A
   * batch that it fails to take it may get again.
   */
  void follow(LogFollower follower);

  /**
   * Has the follower told of everything that is stored by now, by others too where several nodes
   * share the log: afterwards {@link #bounds} is at least what it is anywhere now. May block for
   * the database.
   *
   * @throws UnreadableLogException when the store cannot be read now
   */
  void refresh();

  /**
   * Stops: what was appended is completed first, and nothing is taken in afterwards. A write that
   * takes too long is not waited for.
   */
  @Override
  void close();

  /**
   * Completes when the log has been closed and nothing of it is in use any more: then its files may
   * be given to another.
   */
  CompletableFuture<Void> released();
}
