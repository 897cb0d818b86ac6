package dev.courant.client;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * One request on a connection of its own, and the bytes of its answer, which may be as wrong as a
 * test wants them.
 *
 * @param method of the request
 * @param target path and query
 * @param headers the header lines of the request, as they came
 * @param body of the request
 */
@SuppressWarnings("ArrayRecordComponent") // Nobody compares two requests.
public record Exchange(
    Socket socket, String method, String target, List<String> headers, byte[] body) {
  private static final int MAX_HEAD_BYTES = 64 * 1024;

  /** Reads the request that comes on a connection; empty where none does. */
  public static Optional<Exchange> read(Socket socket) throws IOException {
    String head = head(socket.getInputStream());
    if (head.isEmpty()) {
      return Optional.empty();
    }
    List<String> lines = new ArrayList<>(head.strip().lines().toList());
    String[] first = lines.remove(0).split(" ", 3);
    byte[] body = socket.getInputStream().readNBytes(contentLength(lines));
    return Optional.of(new Exchange(socket, first[0], first[1], lines, body));
  }

  /** The path, without the query. */
  public String path() {
    return target.split("\\?", 2)[0];
  }

  /** The value of a header of the request. */
  public Optional<String> header(String name) {
    return valueOf(headers, name);
  }

  /** Sends the head of an answer whose body ends with the connection. */
  public void begin(int status, String... headerLines) throws IOException {
    StringBuilder head = new StringBuilder("HTTP/1.1 %d Answer\r\n".formatted(status));
    for (String line : headerLines) {
      head.append(line).append("\r\n");
    }
    // Chunked: so that a browser notices when the end is missing.
    send(head.append("Connection: close\r\nTransfer-Encoding: chunked\r\n\r\n").toString());
  }

  /** Sends a piece of the body. */
  public void piece(byte[] bytes) throws IOException {
    send(Integer.toHexString(bytes.length) + "\r\n");
    out().write(bytes);
    send("\r\n");
  }

  /** Ends the body as it should be. */
  public void end() throws IOException {
    send("0\r\n\r\n");
    socket.close();
  }

  /** Answers with a short body. */
  public void answer(int status, String body, String... headerLines) throws IOException {
    begin(status, headerLines);
    if (!body.isEmpty()) {
      piece(body.getBytes(UTF_8));
    }
    end();
  }

  /** Ends the connection with a reset. */
  public void reset() throws IOException {
    socket.setSoLinger(true, 0);
    socket.close();
  }

  /** Returns when the client has closed the connection, or the server is closed. */
  public void hold() throws IOException {
    if (socket.getInputStream().read() >= 0) {
      throw new IOException("more than one request on a connection");
    }
  }

  /** The bytes go out as they are. */
  public void send(String text) throws IOException {
    out().write(text.getBytes(ISO_8859_1));
    out().flush();
  }

  private OutputStream out() throws IOException {
    return socket.getOutputStream();
  }

  private static String head(InputStream in) throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      int next = in.read();
      if (next < 0) {
        return "";
      }
      head.append((char) next);
      if (head.length() > MAX_HEAD_BYTES) {
        throw new EOFException("a head that does not end");
      }
    }
    return head.toString();
  }

  private static int contentLength(List<String> lines) {
    return valueOf(lines, "content-length").map(Integer::parseInt).orElse(0);
  }

  private static Optional<String> valueOf(List<String> lines, String name) {
    String start = name.toLowerCase(Locale.ROOT) + ":";
    return lines.stream()
        .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(start))
        .map(line -> line.substring(start.length()).strip())
        .findFirst();
  }
}
