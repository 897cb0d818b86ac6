package dev.courant.it;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A client that is nothing but a socket: sends what no HTTP library would, sees the answer as it is
 * on the wire, and vanishes in ways that libraries avoid.
 */
final class RawClient implements AutoCloseable {
  /** The smallest that Linux gives, so that a client that does not read is noticed early. */
  private static final int TINY_BUFFER_BYTES = 2048;

  /**
   * The beginning of an answer.
   *
   * @param status the status code
   * @param lines the header fields as they came
   */
  record Head(int status, List<String> lines) {
    /** The values of every field of that name, in order. */
    List<String> all(String name) {
      String prefix = name.toLowerCase(Locale.ROOT) + ":";
      return lines.stream()
          .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(prefix))
          .map(line -> line.substring(prefix.length()).strip())
          .toList();
    }
  }

  private final ServerUnderTest server;
  private final Socket socket = new Socket();

  private RawClient(ServerUnderTest server) {
    this.server = server;
  }

  static RawClient connect(ServerUnderTest server) throws IOException {
    return connect(new RawClient(server));
  }

  /** A client whose side of the connection holds next to nothing. */
  static RawClient withTinyBuffer(ServerUnderTest server) throws IOException {
    RawClient client = new RawClient(server);
    client.socket.setReceiveBufferSize(TINY_BUFFER_BYTES);
    return connect(client);
  }

  private static RawClient connect(RawClient client) throws IOException {
    client.socket.setSoTimeout((int) Eventually.PATIENCE.toMillis());
    client.socket.connect(
        new InetSocketAddress(client.server.base().getHost(), client.server.base().getPort()));
    return client;
  }

  /** Sends a request without a body: HTTP/1.1, {@code Host}, and these header lines. */
  RawClient send(String method, String path, String... headers) throws IOException {
    StringBuilder request = new StringBuilder(method).append(' ');
    request.append(server.base().getRawPath()).append(path).append(" HTTP/1.1\r\n");
    request.append("Host: ").append(server.base().getRawAuthority()).append("\r\n");
    List.of(headers).forEach(line -> request.append(line).append("\r\n"));
    socket.getOutputStream().write(request.append("\r\n").toString().getBytes(ISO_8859_1));
    return this;
  }

  /** Sends bytes as they are. */
  RawClient write(byte[] bytes) throws IOException {
    socket.getOutputStream().write(bytes);
    return this;
  }

  Head readHead() throws IOException {
    List<String> lines = new ArrayList<>();
    String status = readLine();
    for (String line = readLine(); !line.isEmpty(); line = readLine()) {
      lines.add(line);
    }
    return new Head(Integer.parseInt(status.split(" ", 3)[1]), lines);
  }

  /** The next line, up to LF and without CR. */
  String readLine() throws IOException {
    InputStream in = socket.getInputStream();
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int b = in.read(); b != '\n'; b = in.read()) {
      if (b < 0) {
        throw new EOFException("the server has closed the connection");
      }
      line.write(b);
    }
    return line.toString(ISO_8859_1).replace("\r", "");
  }

  /** Everything up to the end of the connection. */
  String readRest() throws IOException {
    return new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
  }

  /** Vanishes with a plain end of its side (FIN), as if all had been said. */
  void vanish() throws IOException {
    // With something unread the kernel would send a reset instead.
    InputStream in = socket.getInputStream();
    in.skipNBytes(in.available());
    socket.close();
  }

  /** Vanishes with a reset (RST): no goodbye at all. */
  void reset() throws IOException {
    socket.setSoLinger(true, 0);
    socket.close();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
