package dev.courant.client;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * An HTTP server on the loopback address that is in the hand of a test down to the byte. One
 * request for each connection, one thread for each request.
 */
public final class RawServer implements AutoCloseable {
  /** What is done with a request. */
  public interface Handler {
    /** Answers it, or does what a server should not. */
    void handle(Exchange exchange) throws IOException;
  }

  private final ServerSocket entrance = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  private final Handler handler;
  private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
  private final AtomicInteger requests = new AtomicInteger();
  private final ExecutorService threads =
      Executors.newCachedThreadPool(
          task -> {
            Thread thread = new Thread(task, "raw-server");
            thread.setDaemon(true);
            return thread;
          });

  /** Starts it, on any free port. */
  public RawServer(Handler handler) throws IOException {
    this.handler = handler;
    threads.execute(this::admit);
  }

  /** Where it is, by the name that browsers take for secure. */
  public URI base() {
    return URI.create("http://localhost:" + entrance.getLocalPort() + "/");
  }

  /** How many requests there were. */
  public int requests() {
    return requests.get();
  }

  /** Cuts every connection there is now. */
  public void cut() {
    sockets.forEach(RawServer::closeQuietly);
  }

  @Override
  public void close() throws IOException {
    entrance.close();
    cut();
    threads.shutdownNow();
  }

  private void admit() {
    while (!entrance.isClosed()) {
      try {
        Socket client = entrance.accept();
        threads.execute(() -> serve(client));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private void serve(Socket client) {
    sockets.add(client);
    try (client) {
      var exchange = Exchange.read(client);
      if (exchange.isPresent()) {
        requests.incrementAndGet();
        handler.handle(exchange.get());
      }
    } catch (IOException cut) {
      // By either side: that is what tests of this are about.
    } finally {
      sockets.remove(client);
    }
  }

  static void closeQuietly(Socket socket) {
    try {
      socket.close();
    } catch (IOException closed) {
      // It is.
    }
  }
}
