package dev.courant.client;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Serves the browser client, the console and the pages that test them, as a web server would. */
public final class ClientFiles {
  /** Where the pages of the tests are, below the root. */
  public static final String TESTS = "/test/";

  private static final Map<String, Path> FOLDERS =
      Map.of(
          "/client/",
          Path.of("src/main/webapp/client"),
          "/admin/",
          Path.of("src/main/webapp/admin"),
          TESTS,
          Path.of("src/test/web/client"),
          "/test-admin/",
          Path.of("src/test/web/admin"));
  private static final Map<String, String> TYPES =
      Map.of("js", "text/javascript", "html", "text/html;charset=utf-8");

  private ClientFiles() {}

  /**
   * Answers where a file is asked for.
   *
   * @return whether it has
   */
  public static boolean serve(Exchange exchange) throws IOException {
    for (var entry : FOLDERS.entrySet()) {
      if (exchange.path().startsWith(entry.getKey())) {
        Path folder = entry.getValue();
        Path file = folder.resolve(exchange.path().substring(entry.getKey().length())).normalize();
        String name = file.toString();
        String type = TYPES.get(name.substring(name.lastIndexOf('.') + 1));
        if (!file.startsWith(folder) || type == null || !Files.isRegularFile(file)) {
          exchange.answer(404, "");
        } else {
          // Kept, as a server's files are: a page that is loaded ten times asks once.
          exchange.answer(
              200, Files.readString(file), "Content-Type: " + type, "Cache-Control: max-age=60");
        }
        return true;
      }
    }
    return false;
  }
}
