package dev.courant.it;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * The pages of {@code src/test/web} on an origin of their own, served as the README says: by {@code
 * java src/test/web/Serve.java}.
 */
final class OtherOrigin implements AutoCloseable {
  private static final int ANY_FREE_PORT = 0;
  private static final String READY = "Look at ";

  /** Another build on this machine may have the port for the time of a test. */
  private static final Duration PORT_PATIENCE = Duration.ofSeconds(60);

  private final Process process;
  private final URI page;

  private OtherOrigin(Process process, URI page) {
    this.process = process;
    this.page = page;
  }

  /**
   * An origin on the list {@code courant.cors.origins}, with a port of its own for each server. The
   * other one on the list is for headers only: nothing listens there.
   */
  static OtherOrigin listed(URI hub) throws IOException, InterruptedException {
    return serve(Integer.parseInt(ServerUnderTest.setting("it.origin.port")), hub);
  }

  /** An origin that is on no list. */
  static OtherOrigin unlisted(URI hub) throws IOException, InterruptedException {
    return serve(ANY_FREE_PORT, hub);
  }

  /** Where the page {@code cross-origin.html} is. */
  String page() {
    return page.toString();
  }

  @Override
  public void close() throws InterruptedException {
    end(process);
  }

  private static OtherOrigin serve(int port, URI hub) throws IOException, InterruptedException {
    long deadline = System.nanoTime() + PORT_PATIENCE.toNanos();
    while (true) {
      Process process = start(port, hub);
      BufferedReader output = process.inputReader(UTF_8);
      String line = output.readLine();
      if (line != null && line.startsWith(READY)) {
        return new OtherOrigin(process, URI.create(line.substring(READY.length())));
      }
      String complaint = line + output.lines().reduce("", (all, next) -> all + "\n" + next);
      end(process);
      if (!complaint.contains("is taken") || System.nanoTime() > deadline) {
        throw new IllegalStateException("The pages are not served: " + complaint);
      }
      LockSupport.parkNanos(Duration.ofMillis(500).toNanos());
    }
  }

  private static Process start(int port, URI hub) throws IOException {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    return new ProcessBuilder(
            java, "src/test/web/Serve.java", Integer.toString(port), hub.toString())
        .redirectErrorStream(true)
        .start();
  }

  private static void end(Process process) throws InterruptedException {
    process.destroy();
    if (!process.waitFor(10, TimeUnit.SECONDS)) {
      process.destroyForcibly();
    }
  }
}
