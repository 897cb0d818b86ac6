package dev.courant.hub.connection;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.Executor;

/**
 * The way out to one client, as a transport gives it to the hub. {@link #isReady}, {@link #write}
 * and {@link #flush} are called by any thread, one at a time, and never once {@link #close} has
 * been called: the hub holds the connection's lock. None of them may block. Whatever they throw
 * ends the connection as {@link Departure#CLIENT_GONE}.
 */
public interface Channel {
  /**
   * Where the hub's writes are done. A container that wants them on a thread of its own gives that;
   * else they are done by whoever offers.
   */
  default Executor lane() {
    return Runnable::run;
  }

  /**
   * Whether one {@link #write} or {@link #flush} may follow now. After {@code false} the channel
   * calls {@link Connection#ready()} as soon as that has changed.
   */
  boolean isReady() throws IOException;

  /**
   * Writes chunks in order. Takes them all: what the network does not take at once is kept here,
   * and {@link #isReady} is false until it is gone.
   */
  void write(List<Chunk> chunks) throws IOException;

  /** Pushes on what was written. */
  void flush() throws IOException;

  /**
   * Ends the stream; called once, without the lock. Says {@linkplain Departure#notice why}, where
   * that is to be said and can be written at once. Must not block for the client.
   */
  void close(Departure why);
}
