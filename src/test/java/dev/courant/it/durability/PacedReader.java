package dev.courant.it.durability;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.courant.it.NumberedStream;
import dev.courant.it.ServerUnderTest;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** A client that reads a numbered stream no faster than its line allows, on a thread of its own. */
final class PacedReader implements AutoCloseable {
  private static final int READ_BYTES = 16 * 1024;

  private final Socket socket;
  private final long nanosPerRead;
  private final NumberedStream stream = new NumberedStream();

  /** The state of the stream, for other threads. */
  private volatile long last;

  private volatile String fault = "";

  private PacedReader(Socket socket, int bytesPerSecond) {
    this.socket = socket;
    this.nanosPerRead = TimeUnit.SECONDS.toNanos(1) * READ_BYTES / bytesPerSecond;
  }

  static PacedReader start(ServerUnderTest server, String path, int bytesPerSecond)
      throws IOException {
    Socket socket = new Socket(server.base().getHost(), server.base().getPort());
    String request =
        "GET %s%s HTTP/1.1\r\nHost: %s\r\n\r\n"
            .formatted(server.base().getRawPath(), path, server.base().getRawAuthority());
    socket.getOutputStream().write(request.getBytes(ISO_8859_1));
    PacedReader reader = new PacedReader(socket, bytesPerSecond);
    Thread thread = new Thread(reader::read, "paced reader");
    thread.setDaemon(true);
    thread.start();
    return reader;
  }

  /** The number of the last event that came in order. */
  long last() {
    return last;
  }

  /** What was wrong, the end of the stream included; empty while all is well. */
  String fault() {
    return fault;
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }

  private void read() {
    byte[] buffer = new byte[READ_BYTES];
    try {
      InputStream in = socket.getInputStream();
      long due = System.nanoTime();
      // A read that brings less costs as much: so it is slower than it may be, never faster.
      for (int n = in.read(buffer); n >= 0 && fault.isEmpty(); n = in.read(buffer)) {
        stream.feed(buffer, n);
        last = stream.last();
        fault = stream.fault();
        due = Math.max(due + nanosPerRead, System.nanoTime() - nanosPerRead);
        for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
          LockSupport.parkNanos(left);
        }
      }
    } catch (IOException e) {
      fault = e.toString();
    }
  }
}
