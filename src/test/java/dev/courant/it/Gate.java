package dev.courant.it;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
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
 * A gate in front of the server under test, which lets a browser see what it sees while a server is
 * restarted: lost connections, then answers that are none, then the server again.
 */
public final class Gate implements AutoCloseable {
  private static final int OPEN = 0;

  private final URI server;
  private final ServerSocket entrance;
  private final ExecutorService threads =
      Executors.newCachedThreadPool(
          task -> {
            Thread thread = new Thread(task, "gate");
            thread.setDaemon(true);
            return thread;
          });
  private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
  private final AtomicInteger refused = new AtomicInteger();
  private final AtomicInteger admitted = new AtomicInteger();
  private volatile int status = OPEN;

  private Gate(URI server) throws IOException {
    this.server = server;
    this.entrance = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  }

  /** An open gate in front of an application. */
  public static Gate inFrontOf(URI server) throws IOException {
    Gate gate = new Gate(server);
    gate.threads.execute(gate::admit);
    return gate;
  }

  /** Where the application is, seen through the gate, under a name that certificates are for. */
  public URI base() {
    return URI.create(
        server.getScheme() + "://localhost:" + entrance.getLocalPort() + server.getPath());
  }

  /** Cuts every connection; from now on each request is answered with that status. */
  void shut(int newStatus) {
    status = newStatus;
    refused.set(0);
    sockets.forEach(Gate::closeQuietly);
  }

  /** How many requests were answered since the gate was shut. */
  int refused() {
    return refused.get();
  }

  /** How many connections have come. */
  public int admitted() {
    return admitted.get();
  }

  /** Lets everything through again. */
  void open() {
    status = OPEN;
  }

  @Override
  public void close() throws IOException {
    entrance.close();
    sockets.forEach(Gate::closeQuietly);
    threads.shutdownNow();
  }

  private void admit() {
    while (!entrance.isClosed()) {
      try {
        Socket client = entrance.accept();
        admitted.incrementAndGet();
        threads.execute(() -> serve(client));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private void serve(Socket client) {
    sockets.add(client);
    try (client) {
      if (status == OPEN) {
        connect(client);
      } else {
        refuse(client);
      }
    } catch (IOException cut) {
      // By either side, or by this gate: that is what it is for.
    } finally {
      sockets.remove(client);
    }
  }

  private void connect(Socket client) throws IOException {
    try (Socket inside = new Socket(server.getHost(), server.getPort())) {
      sockets.add(inside);
      threads.execute(() -> copy(client, inside));
      inside.getInputStream().transferTo(client.getOutputStream());
      sockets.remove(inside);
    }
  }

  private static void copy(Socket from, Socket to) {
    try (to) {
      from.getInputStream().transferTo(to.getOutputStream());
    } catch (IOException cut) {
      // The other direction ends with it.
    }
  }

  private void refuse(Socket client) throws IOException {
    // Whoever closes with something unread resets the connection, and the answer may be lost.
    var request = new BufferedReader(new InputStreamReader(client.getInputStream(), US_ASCII));
    String line = request.readLine();
    while (line != null && !line.isEmpty()) {
      line = request.readLine();
    }
    String answer = "HTTP/1.1 %d No\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
    client.getOutputStream().write(answer.formatted(status).getBytes(US_ASCII));
    refused.incrementAndGet();
  }

  private static void closeQuietly(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
