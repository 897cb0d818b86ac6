package dev.courant.hub.connection;

import dev.courant.wire.EncodedEvent;
import dev.courant.wire.EventStreamParser;
import dev.courant.wire.EventStreamParser.Dispatched;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;

/**
 * A channel that is as ready as the test says, and writes down what is done to it. It also notes
 * where its caller breaks the contract of {@link Channel}.
 */
public final class RecordingChannel implements Channel {
  private static final int UNLIMITED = Integer.MAX_VALUE;

  private final Object guard = new Object();
  private final Executor lane;

  // Guarded by guard.
  private int operationsLeft;
  private boolean mayOperate;
  private Runnable whenAsked = () -> {};
  private Throwable failure;
  private final List<List<Chunk>> writes = new ArrayList<>();
  private final StringBuilder operations = new StringBuilder();
  private final List<Departure> closes = new ArrayList<>();
  private final List<String> breaches = new ArrayList<>();
  private Thread inside;

  private RecordingChannel(int operationsLeft, Executor lane) {
    this.operationsLeft = operationsLeft;
    this.lane = lane;
  }

  /** A channel that takes everything at once. */
  public static RecordingChannel open() {
    return new RecordingChannel(UNLIMITED, Runnable::run);
  }

  /** A channel that takes nothing until it is {@linkplain #unblock unblocked}. */
  public static RecordingChannel blocked() {
    return new RecordingChannel(0, Runnable::run);
  }

  /** A channel that takes everything at once, and whose lane is given. */
  public static RecordingChannel withLane(Executor lane) {
    return new RecordingChannel(UNLIMITED, lane);
  }

  /** Takes nothing from now on. */
  public void block() {
    allow(0);
  }

  /** Takes everything from now on, and tells the connection. */
  public void unblock(Connection connection) {
    allow(UNLIMITED);
    connection.ready();
  }

  /** Takes so many writes and flushes from now on. */
  public void allow(int count) {
    synchronized (guard) {
      operationsLeft = count;
    }
  }

  /** What is done, once, when it is asked next whether it is ready: as Grizzly calls back. */
  public void whenAsked(Runnable callback) {
    synchronized (guard) {
      whenAsked = callback;
    }
  }

  /** Fails at everything from now on, with an IOException or anything unchecked. */
  public void breakWith(Throwable exception) {
    synchronized (guard) {
      failure = exception;
    }
  }

  @Override
  public Executor lane() {
    return lane;
  }

  @Override
  public boolean isReady() throws IOException {
    Runnable callback;
    synchronized (guard) {
      noteBreach(closes.isEmpty(), "asked after close");
      callback = whenAsked;
      whenAsked = () -> {};
    }
    callback.run();
    synchronized (guard) {
      fail();
      mayOperate = operationsLeft > 0;
      return mayOperate;
    }
  }

  @Override
  public void write(List<Chunk> chunks) throws IOException {
    operate('W');
    synchronized (guard) {
      writes.add(List.copyOf(chunks));
      inside = null;
    }
  }

  @Override
  public void flush() throws IOException {
    operate('F');
    synchronized (guard) {
      inside = null;
    }
  }

  @Override
  public void close(Departure why) {
    synchronized (guard) {
      noteBreach(inside == null, "closed while in use");
      closes.add(why);
      if (failure instanceof RuntimeException unchecked) {
        throw unchecked;
      }
    }
  }

  /** The chunks of each write. */
  public List<List<Chunk>> writes() {
    synchronized (guard) {
      return List.copyOf(writes);
    }
  }

  /** One letter for each write and each flush. */
  public String operations() {
    synchronized (guard) {
      return operations.toString();
    }
  }

  /** The reasons that it was closed for: at most one. */
  public List<Departure> closes() {
    synchronized (guard) {
      return List.copyOf(closes);
    }
  }

  /** How its caller broke the contract. */
  public List<String> breaches() {
    synchronized (guard) {
      return List.copyOf(breaches);
    }
  }

  /** The arrays that were written, in order. */
  public List<byte[]> arrays() {
    return writes().stream().flatMap(List::stream).map(Chunk::bytes).toList();
  }

  /** What a browser would have dispatched. */
  public List<Dispatched> dispatched() {
    List<Dispatched> dispatched = new ArrayList<>();
    EventStreamParser parser = new EventStreamParser(dispatched::add);
    arrays().forEach(parser::feed);
    return dispatched;
  }

  /** The events that were handed over for the container to write. */
  public List<EncodedEvent> handedOver() {
    return writes().stream().flatMap(List::stream).flatMap(c -> c.events().stream()).toList();
  }

  private void operate(char letter) throws IOException {
    synchronized (guard) {
      noteBreach(closes.isEmpty(), letter + " after close");
      noteBreach(mayOperate, letter + " without being ready");
      noteBreach(inside == null, letter + " while in use");
      inside = Thread.currentThread();
      mayOperate = false;
      operationsLeft -= operationsLeft == UNLIMITED ? 0 : 1;
      fail();
      operations.append(letter);
    }
  }

  private void fail() throws IOException {
    inside = failure == null ? inside : null;
    if (failure instanceof IOException checked) {
      throw checked;
    } else if (failure instanceof RuntimeException unchecked) {
      throw unchecked;
    } else if (failure instanceof Error error) {
      throw error;
    }
  }

  private void noteBreach(boolean kept, String breach) {
    if (!kept) {
      breaches.add(breach);
    }
  }
}
