package dev.courant.it.client;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.courant.client.Exchange;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;

/** The way of one request through the proxy to the server, and of the answer back. */
final class Passage {
  private final URI server;
  private final Exchange exchange;
  private final List<String> headers;

  Passage(URI server, Exchange exchange) {
    this.server = server;
    this.exchange = exchange;
    this.headers = new ArrayList<>(exchange.headers());
  }

  Passage without(String header) {
    remove(header);
    return this;
  }

  /** Everything goes through, in both directions, until one side has enough. */
  void through() throws IOException {
    try (Socket inside = ask()) {
      passUpstream(inside);
      inside.getInputStream().transferTo(exchange.socket().getOutputStream());
    }
  }

  /** The answer goes through when it has ended; it never does when the client leaves before. */
  void collected() throws IOException {
    try (Socket inside = ask()) {
      passUpstream(inside);
      byte[] answer = inside.getInputStream().readAllBytes();
      exchange.socket().getOutputStream().write(answer);
    }
  }

  /** The answer goes through up to a text, which is in it as it is. */
  void upTo(String text) throws IOException {
    until(seen -> seen.indexOf(text) >= 0);
  }

  /** So much of the answer goes through, head and all. */
  void upTo(int bytes) throws IOException {
    until(seen -> seen.length() >= bytes);
  }

  private void until(Predicate<StringBuilder> isEnough) throws IOException {
    try (Socket inside = ask()) {
      InputStream in = inside.getInputStream();
      OutputStream out = exchange.socket().getOutputStream();
      StringBuilder seen = new StringBuilder();
      while (!isEnough.test(seen)) {
        int next = in.read();
        if (next < 0) {
          throw new IOException("the answer has ended before");
        }
        seen.append((char) next);
        out.write(next);
      }
      out.flush();
    }
  }

  private Socket ask() throws IOException {
    boolean isUpgrade = exchange.header("Upgrade").isPresent();
    if (!isUpgrade) {
      // The proxy takes one request for each connection.
      remove("Connection");
      headers.add("Connection: close");
    }
    StringBuilder head = new StringBuilder();
    head.append(exchange.method()).append(' ').append(exchange.target()).append(" HTTP/1.1\r\n");
    headers.forEach(line -> head.append(line).append("\r\n"));
    Socket inside = new Socket(server.getHost(), server.getPort());
    OutputStream out = inside.getOutputStream();
    out.write(head.append("\r\n").toString().getBytes(ISO_8859_1));
    out.write(exchange.body());
    out.flush();
    return inside;
  }

  private void passUpstream(Socket inside) {
    Thread upstream = new Thread(() -> copy(exchange.socket(), inside), "fault-proxy");
    upstream.setDaemon(true);
    upstream.start();
  }

  private void remove(String header) {
    String start = header.toLowerCase(Locale.ROOT) + ":";
    headers.removeIf(line -> line.toLowerCase(Locale.ROOT).startsWith(start));
  }

  private static void copy(Socket from, Socket to) {
    try (to) {
      from.getInputStream().transferTo(to.getOutputStream());
    } catch (IOException cut) {
      // The other direction ends with it.
    }
  }
}
