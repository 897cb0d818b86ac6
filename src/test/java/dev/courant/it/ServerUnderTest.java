package dev.courant.it;

import static java.util.concurrent.TimeUnit.SECONDS;

import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The running server that a container test talks to, seen from outside: where it answers, and what
 * a test may look at on disk and in {@code /proc}.
 *
 * @param base where the application answers, on the loopback address; ends in {@code /}
 * @param dataDirectory the application's own directory below {@code courant.data-dir}
 * @param log the server's log; it begins with the run and holds everything from INFO upwards
 * @param process the server's process
 */
public record ServerUnderTest(URI base, Path dataDirectory, Path log, ProcessHandle process) {

  private static @Nullable ProcessHandle found;

  /** The servers that Courant promises to run on. */
  public enum Brand {
    PAYARA,
    WILDFLY;

    /** The one that this run of the tests is for. */
    public static Brand underTest() {
      return valueOf(setting("arquillian.launch").toUpperCase(Locale.ROOT));
    }
  }

  /**
   * Looks at the server on which Arquillian has put a deployment.
   *
   * @param deployment what {@code @ArquillianResource URL} was given
   * @throws IllegalStateException if the application did not start
   */
  public static ServerUnderTest of(URL deployment) {
    Path log = Path.of(setting("it.log"));
    String path = ContextPath.of(deployment, log);
    return new ServerUnderTest(
        URI.create("http://127.0.0.1:" + deployment.getPort() + path),
        Path.of(setting("it.data-dir")).resolve(path.equals("/") ? "ROOT" : inner(path)),
        log,
        serverProcess());
  }

  /** Where a path below the application's context root is, for example {@code api/events}. */
  public URI at(String relative) {
    return base.resolve(relative);
  }

  /** How many files, sockets and pipes the server holds open. */
  public int openFileDescriptors() throws IOException {
    try (var descriptors = Files.list(Path.of("/proc/" + process.pid() + "/fd"))) {
      return (int) descriptors.count();
    }
  }

  /** What the server has logged since the run began. */
  public String logged() throws IOException {
    return Files.readString(log);
  }

  public static String setting(String key) {
    String value = System.getProperty(key);
    if (value == null) {
      throw new IllegalStateException(key + " is not set: container tests are run by failsafe");
    }
    return value;
  }

  private static String inner(String path) {
    return path.substring(1, path.length() - 1);
  }

  /**
   * The adapters start the server as a child of the JVM that runs the tests; the newest one is it.
   * To look at all processes takes milliseconds, and tests that wait ask again and again: so it is
   * looked for once.
   */
  private static synchronized ProcessHandle serverProcess() {
    if (found == null || !found.isAlive()) {
      found = newestServer();
      outlast(found);
    }
    return found;
  }

  /**
   * The adapter of Payara Micro tells its server to end and goes on; the next class's server needs
   * the same port and the same data. So this JVM does not end before its server.
   */
  private static void outlast(ProcessHandle server) {
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> server.onExit().orTimeout(20, SECONDS).exceptionally(late -> server).join()));
  }

  private static ProcessHandle newestServer() {
    return ProcessHandle.current()
        .children()
        .filter(child -> child.info().command().orElse("").endsWith("java"))
        .max(Comparator.comparing(child -> child.info().startInstant().orElseThrow()))
        .orElseThrow(() -> new IllegalStateException("no server was started by this JVM"));
  }
}
