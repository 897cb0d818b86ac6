package dev.courant.transport.websocket;

import dev.courant.access.ServerConnection;
import dev.courant.hub.connection.Channel;
import dev.courant.hub.connection.Chunk;
import dev.courant.hub.connection.Connection;
import dev.courant.hub.connection.Departure;
import jakarta.websocket.CloseReason;
import jakarta.websocket.PongMessage;
import jakarta.websocket.SendHandler;
import jakarta.websocket.SendResult;
import jakarta.websocket.Session;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * A WebSocket as the way out to one client: each line of a chunk is one text message, and one
 * message is handed to the container at a time; how much a client has not read is the {@link
 * Window}'s to limit. So what a slow client costs is its outbox and that, whatever the container
 * would queue.
 *
 * <p>A container calls back when a message is on its way, perhaps at once, perhaps from a thread
 * that holds locks of the container: then what follows is done on the lane, since here the locks
 * are taken in the other order.
 */
final class SocketChannel implements Channel {
  /** So many answers to its orders a client may leave unread. */
  static final int MAX_UNREAD_ANSWERS = 32;

  /** What a heartbeat is as a message: a page does not see a ping. */
  private static final String NOTHING_NEW = "{}";

  private static final SecureRandom RANDOM = new SecureRandom();

  private final Session session;
  private final ServerConnection server;
  private final Connection connection;
  private final SocketThreads threads;
  private final Executor lane;

  private final Queue<String> answers = new ConcurrentLinkedQueue<>();
  private final AtomicInteger unread = new AtomicInteger();
  private volatile boolean broken;

  // Guarded by the connection's lock: it is held in isReady, write and flush.
  private final Lines lines = new Lines();
  private final Window window = new Window(RANDOM::nextLong);
  private @Nullable Sending onItsWay;

  SocketChannel(
      Session session, ServerConnection server, Connection connection, SocketThreads threads) {
    this.session = session;
    this.server = server;
    this.connection = connection;
    this.threads = threads;
    this.lane = server.ioThread().orElse(threads.writers());
  }

  @Override
  public Executor lane() {
    return lane;
  }

  /**
   * Sends a message that is none of the stream's, before what waits in that; any thread.
   *
   * @return false when too many are unread already: it is not sent then
   */
  boolean answer(String message) {
    if (unread.incrementAndGet() > MAX_UNREAD_ANSWERS) {
      return false;
    }
    answers.add(message);
    onLane(connection::ready);
    return true;
  }

  /** A pong has come in; any thread. What a client has read, it has taken. */
  void pong(PongMessage pong) {
    ByteBuffer mark = pong.getApplicationData();
    if (mark.remaining() == Long.BYTES && window.isRead(mark.getLong(mark.position()))) {
      onLane(connection::ready);
    }
  }

  /** Ends the connection; any thread, whatever locks of the container it holds. */
  void leave(Departure why) {
    onLane(() -> connection.depart(why));
  }

  @Override
  public boolean isReady() throws IOException {
    while (onItsWay == null || onItsWay.isDone()) {
      if (broken) {
        throw new IOException("A message could not be sent");
      }
      onItsWay = null;
      askWhatIsRead();
      if (window.isFull()) {
        return false;
      }
      Optional<String> next = nextMessage();
      if (next.isEmpty()) {
        return true;
      }
      send(next.get());
    }
    return false;
  }

  @Override
  public void write(List<Chunk> chunks) {
    // They go out when it is asked next whether this is ready, which is at once.
    chunks.forEach(chunk -> lines.add(chunk.bytes()));
  }

  /** Nothing waits anywhere but here. */
  @Override
  public void flush() {}

  @Override
  public void close(Departure why) {
    lane.execute(() -> end(why));
  }

  /** Does something where it can do no harm; not at all once the hub is being stopped. */
  void onLane(Runnable step) {
    try {
      lane.execute(step);
    } catch (RejectedExecutionException stopping) {
      // Every connection has been ended by then.
      return;
    }
  }

  private void askWhatIsRead() throws IOException {
    OptionalLong mark = window.nextMark();
    if (mark.isPresent()) {
      ping(mark.getAsLong());
    }
  }

  private void ping(long mark) throws IOException {
    session.getAsyncRemote().sendPing(ByteBuffer.allocate(Long.BYTES).putLong(0, mark));
  }

  private Optional<String> nextMessage() {
    Optional<String> answer = Optional.ofNullable(answers.poll());
    answer.ifPresent(sent -> unread.decrementAndGet());
    return answer.or(lines::next);
  }

  private void send(String message) throws IOException {
    if (message.isEmpty()) {
      // The pong is how some servers notice that the client is there, and what keeps proxies awake.
      ping(window.mark());
    }
    String text = message.isEmpty() ? NOTHING_NEW : message;
    Sending sending = new Sending();
    onItsWay = sending;
    window.sent(text);
    session.getAsyncRemote().sendText(text, sending);
    sending.returned();
  }

  private void end(Departure why) {
    if (why == Departure.STALLED) {
      // No close frame would reach it: what it has not read is in the way.
      server.cut();
    }
    close(session, server, threads, Farewell.of(why));
  }

  /** Says goodbye; who does not answer that is cut off. */
  static void close(
      Session session, ServerConnection server, SocketThreads threads, CloseReason farewell) {
    threads.afterGoodbye(server::cut);
    try {
      session.close(farewell);
    } catch (IOException | RuntimeException alreadyGone) {
      server.cut();
    }
  }

  /** One message on its way. */
  private final class Sending implements SendHandler {
    /** How far the two threads are that have to do with it. */
    private enum Stage {
      HANDED_OVER,
      RETURNED,
      DONE
    }

    private final AtomicReference<Stage> stage = new AtomicReference<>(Stage.HANDED_OVER);

    @Override
    public void onResult(SendResult result) {
      if (!result.isOK()) {
        broken = true;
      }
      if (stage.getAndSet(Stage.DONE) == Stage.RETURNED) {
        onLane(connection::ready);
      }
    }

    /** The container has taken it: from now on who calls back is another thread. */
    void returned() {
      stage.compareAndSet(Stage.HANDED_OVER, Stage.RETURNED);
    }

    boolean isDone() {
      return stage.get() == Stage.DONE;
    }
  }
}
