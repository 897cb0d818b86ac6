import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Serves the pages of this folder from an origin of their own, on the loopback address:
 *
 * <pre>java src/test/web/Serve.java [port [hub]]</pre>
 *
 * <p>The port is 3050, or any free one for 0. The hub is the address that the pages listen to,
 * {@code http://localhost:8080/} unless another one is named here.
 */
public class Serve {
  private static final Path FOLDER = Path.of("src/test/web");
  private static final String USUAL_PORT = "3050";
  private static final String USUAL_HUB = "http://localhost:8080/";

  private final String hub;

  private Serve(String hub) {
    this.hub = hub;
  }

  /** Serves until the process is ended. */
  public static void main(String... args) throws IOException {
    int port = Integer.parseInt(args.length > 0 ? args[0] : USUAL_PORT);
    String hub = args.length > 1 ? args[1] : USUAL_HUB;
    if (!Files.isDirectory(FOLDER)) {
      throw new IOException("There is no " + FOLDER + " here: start this in the project's folder");
    }
    HttpServer server = HttpServer.create();
    try {
      server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    } catch (BindException e) {
      throw new IOException("Port " + port + " is taken: name another one", e);
    }
    server.createContext("/", new Serve(hub)::answer);
    server.start();
    System.out.printf(
        "Look at http://localhost:%d/cross-origin.html%n", server.getAddress().getPort());
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      Path page = FOLDER.resolve("." + exchange.getRequestURI().getPath()).normalize();
      boolean isPage =
          page.startsWith(FOLDER) && page.toString().endsWith(".html") && Files.isRegularFile(page);
      if (!isPage) {
        exchange.sendResponseHeaders(404, -1);
        return;
      }
      byte[] body = Files.readString(page).replace(USUAL_HUB, hub).getBytes(UTF_8);
      exchange.getResponseHeaders().set("Content-Type", "text/html;charset=utf-8");
      exchange.getResponseHeaders().set("Cache-Control", "no-store");
      exchange.sendResponseHeaders(200, body.length);
      exchange.getResponseBody().write(body);
    }
  }
}
