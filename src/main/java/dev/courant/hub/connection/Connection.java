package dev.courant.hub.connection;

import dev.courant.access.Caller;
import dev.courant.hub.connection.Outbox.Outcome;
import dev.courant.hub.measure.Measures;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiConsumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One client's stream: from the moment it was admitted until it departs. Safe for use by any
 * thread.
 *
 * <p>A transport attaches the channel to the client once it may be written to, and then tells when
 * it is {@link #ready} or broken. The hub offers chunks, before that too: they wait.
 */
public final class Connection {
  private static final System.Logger LOG = System.getLogger(Connection.class.getName());

  private final String id;
  private final Visitor visitor;
  private final Outbox outbox;
  private final BiConsumer<Connection, Departure> onDeparture;
  private final AtomicReference<@Nullable Departure> departure = new AtomicReference<>();

  /** Whether a drain is on its way to the channel's lane: one is enough, it writes everything. */
  private final AtomicBoolean drainDue = new AtomicBoolean();

  private volatile @Nullable Channel attached;

  /** Written with the outbox's lock, so that nothing is offered meanwhile. */
  private volatile Standing standing;

  /**
   * A connection that nothing was offered to yet.
   *
   * @param id the name under which it is known; nobody can guess it
   * @param visitor who has opened it, and how
   * @param standing whose it is, and what it asks for
   * @param outboxMaxBytes how many bytes may wait for the client; fewer may for one that wants the
   *     {@linkplain Delivery#latest latest}
   * @param nanoClock the time, in nanoseconds from some origin
   * @param measures is told what is written
   * @param onDeparture called once, when it has ended, by the thread that ended it
   */
  public Connection(
      String id,
      Visitor visitor,
      Standing standing,
      int outboxMaxBytes,
      LongSupplier nanoClock,
      Measures measures,
      BiConsumer<Connection, Departure> onDeparture) {
    this.id = id;
    this.visitor = visitor;
    this.standing = standing;
    boolean latest = standing.interest().delivery().latest();
    int maxBytes = latest ? Math.min(outboxMaxBytes, Delivery.OUTBOX_MAX_BYTES) : outboxMaxBytes;
    this.outbox = new Outbox(maxBytes, nanoClock, new Tally(nanoClock, measures));
    this.onDeparture = onDeparture;
  }

  /** The name under which this connection is known; nobody can guess it. */
  public String id() {
    return id;
  }

  /** Who has opened it, and how. Its token may have been renewed since: see {@link #caller}. */
  public Visitor visitor() {
    return visitor;
  }

  /** What has gone to the client so far, and what waits for it. */
  public Traffic traffic() {
    return outbox.traffic();
  }

  /** Whose it is, and what it asks for. */
  public Standing standing() {
    return standing;
  }

  /** Whose it is. */
  public Caller caller() {
    return standing.caller();
  }

  /** What it asks for. */
  public Interest interest() {
    return standing.interest();
  }

  /** Whether it has not ended. */
  public boolean isOpen() {
    return departure.get() == null;
  }

  /** Where its channel is written to and closed; the thread that asks, while there is none. */
  public Executor lane() {
    Channel channel = attached;
    return channel == null ? Runnable::run : channel.lane();
  }

  /** Gives the way out to the client; called once by the transport. What waits is written now. */
  public void attach(Channel channel) {
    if (outbox.attach(channel)) {
      attached = channel;
      drain();
    } else {
      channel.close(Objects.requireNonNull(departure.get()));
    }
  }

  /** The channel may be written to again; called by the transport, on the channel's lane. */
  public void ready() {
    outbox.pulse().progressed();
    drain();
  }

  /**
   * The client has taken something, though the channel is not ready yet; called by the transport.
   */
  public void progressed() {
    outbox.pulse().progressed();
  }

  /**
   * Offers a chunk to the client; called by the hub, by one thread at a time. (The {@linkplain
   * #offerLast last} may come from another.)
   *
   * @return false when too much is waiting already: the caller keeps the place and comes back when
   *     there is {@linkplain #whenRoom room}. A connection that has ended takes everything, and so
   *     does one that fails here: it has ended then
   */
  public boolean offer(Chunk chunk) {
    return offer(() -> outbox.offer(chunk, () -> true));
  }

  /**
   * The same for a chunk that was picked for that interest.
   *
   * @return false also when the connection has another one by now: nothing was taken then
   */
  public boolean offer(Chunk chunk, Interest pickedFor) {
    return offer(() -> outbox.offer(chunk, () -> pickedFor.equals(standing.interest())));
  }

  /**
   * Offers the last chunk, which is taken whatever waits already; any thread. From now on there is
   * no room for any other.
   */
  public void offerLast(Chunk chunk) {
    offer(() -> outbox.offerLast(chunk));
  }

  /** Whether everything that was offered has been handed over to the network. */
  public boolean hasTakenAll() {
    return outbox.isAllTaken();
  }

  private boolean offer(Supplier<Outcome> offering) {
    try {
      Outcome outcome = offering.get();
      Channel channel = attached;
      if (outcome == Outcome.TAKEN && channel != null && drainDue.compareAndSet(false, true)) {
        drainOn(channel.lane());
      }
      return outcome != Outcome.NOT_TAKEN;
    } catch (RuntimeException | Error e) {
      failed(e);
      return true;
    }
  }

  /**
   * Calls {@code listener} once, by whichever thread makes room, when so many bytes fit or nothing
   * waits any more: perhaps at once, by the caller. Never, once the connection has ended.
   */
  public void whenRoom(int bytes, Runnable listener) {
    outbox.whenRoom(bytes, listener);
  }

  /**
   * Gives the connection another standing. What was picked for the one before and is not taken yet
   * will not be taken; called by the hub, by the thread of the pump that owns the connection.
   */
  public void renew(Standing renewed) {
    outbox.exclusively(() -> standing = renewed);
  }

  /** How long nothing was offered, in nanoseconds; 0 while something is waiting. */
  public long idleNanos(long nowNanos) {
    return outbox.pulse().idleNanos(nowNanos);
  }

  /** For how long the client has taken nothing although something waits, in nanoseconds. */
  public long stalledNanos(long nowNanos) {
    return outbox.pulse().stalledNanos(nowNanos);
  }

  /**
   * Ends the connection, unless it has ended already. What still waited is lost to the client.
   *
   * @return whether it has ended by this
   */
  public boolean depart(Departure why) {
    boolean first = departure.compareAndSet(null, why);
    if (first) {
      outbox.close(channel -> closed(channel, why));
    }
    return first;
  }

  /** Ends the connection since it could not be fed: nobody knows what it has got. */
  public void failed(Throwable why) {
    depart(Departure.FAILED);
    LOG.log(System.Logger.Level.ERROR, "A connection could not be fed and has ended", why);
  }

  private void closed(@Nullable Channel channel, Departure why) {
    try {
      if (channel != null) {
        channel.close(why);
      }
    } catch (RuntimeException e) {
      LOG.log(System.Logger.Level.WARNING, "A channel could not be closed (" + why + ")", e);
    }
    onDeparture.accept(this, why);
  }

  private void drainOn(Executor lane) {
    try {
      lane.execute(this::drain);
    } catch (RuntimeException containerIsStopping) {
      depart(Departure.CLIENT_GONE);
    }
  }

  private void drain() {
    drainDue.set(false);
    if (!outbox.drain()) {
      depart(Departure.CLIENT_GONE);
    }
  }
}
