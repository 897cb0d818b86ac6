package dev.courant.transport;

import dev.courant.access.ServerConnection;
import dev.courant.hub.connection.Channel;
import dev.courant.hub.connection.Chunk;
import dev.courant.hub.connection.Connection;
import dev.courant.hub.connection.Departure;
import dev.courant.wire.Notice;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * A non-blocking servlet stream (Servlet 6.0, section 5.7) as the way out to one client. The stream
 * is let go of before it is completed: Grizzly recycles it, and a write through a stale one would
 * reach another client.
 */
final class ServletChannel implements Channel, WriteListener {
  /** The most that is given to the container at once, in bytes: so a slow client shows progress. */
  private static final int SLICE_BYTES = 64 * 1024;

  private static final byte[] NOTHING = {};

  private final AsyncContext async;
  private final ServerConnection server;
  private final Connection connection;
  private final AtomicBoolean attached = new AtomicBoolean();

  // Guarded by the connection's lock: it is held in isReady, write and flush. Once that is closed,
  // whoever closes has them for himself.
  private @Nullable ServletOutputStream out;
  private byte[] rest = NOTHING;
  private int restStart;

  ServletChannel(
      AsyncContext async, ServletOutputStream out, ServerConnection server, Connection connection) {
    this.async = async;
    this.out = out;
    this.server = server;
    this.connection = connection;
  }

  @Override
  public void onWritePossible() {
    if (attached.compareAndSet(false, true)) {
      connection.attach(this);
    } else {
      connection.ready();
    }
  }

  @Override
  public void onError(Throwable failure) {
    connection.depart(Departure.CLIENT_GONE);
  }

  @Override
  public Executor lane() {
    return server.ioThread().orElse(Runnable::run);
  }

  @Override
  public boolean isReady() throws IOException {
    if (!server.isOpen()) {
      throw new IOException("The client has taken the stream back");
    }
    while (stream().isReady()) {
      if (restStart == rest.length) {
        rest = NOTHING;
        restStart = 0;
        return true;
      }
      writeSlice();
    }
    return false;
  }

  @Override
  public void write(List<Chunk> chunks) throws IOException {
    rest = Chunk.join(chunks);
    restStart = 0;
    writeSlice();
  }

  @Override
  public void flush() throws IOException {
    stream().flush();
  }

  @Override
  public void close(Departure why) {
    lane().execute(() -> complete(why));
  }

  private void complete(Departure why) {
    why.notice().ifPresent(this::writeLast);
    out = null;
    if (why == Departure.STALLED) {
      server.cut();
    }
    try {
      async.complete();
    } catch (IllegalStateException alreadyComplete) {
      // The container was first, having noticed on its own that the client has gone.
      return;
    }
  }

  /** What does not fit at once is left out: nobody waits for this client any more. */
  private void writeLast(Notice notice) {
    try {
      if (isReady()) {
        write(List.of(Chunk.of(notice, connection.interest().format())));
      }
    } catch (IOException | RuntimeException clientHasGone) {
      // It was about to be told that this is the end.
      return;
    }
  }

  private void writeSlice() throws IOException {
    int length = Math.min(SLICE_BYTES, rest.length - restStart);
    int start = restStart;
    restStart += length;
    stream().write(rest, start, length);
  }

  private ServletOutputStream stream() throws IOException {
    if (out == null) {
      throw new IOException("The stream has been let go of");
    }
    return out;
  }
}
