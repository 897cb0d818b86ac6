package dev.courant.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The program of a proxy: the installed one, or the one that {@code ./verify} has unpacked from
 * Debian's package without installing it.
 *
 * @param executable where it is
 */
record ProxyProgram(Path executable) {
  private static final Path UNPACKED = Path.of("target/proxies").toAbsolutePath();
  private static final Path IS_DEBIAN = Path.of("/etc/debian_version");

  /** Finds it; on a system other than Debian that has none the test is reported as skipped. */
  static ProxyProgram named(String name) {
    return Stream.of("/usr/sbin/", "/usr/bin/", "/usr/local/sbin/", UNPACKED + "/usr/sbin/")
        .map(directory -> Path.of(directory + name))
        .filter(Files::isExecutable)
        .findFirst()
        .map(ProxyProgram::new)
        .orElseGet(
            () ->
                Files.exists(IS_DEBIAN)
                    ? fail("no " + name + " here: ./verify fetches it from Debian's packages")
                    : abort("no " + name + " here, and ./verify fetches it on Debian only"));
  }

  /** Where the package has put a file, of which the installed name is given. */
  Path beside(String installed) {
    return executable.startsWith(UNPACKED)
        ? UNPACKED.resolve(installed.substring(1))
        : Path.of(installed);
  }

  /** Starts it in a directory, and waits until it answers on that port. */
  Process start(Path home, int port, String... arguments) throws Exception {
    ProcessBuilder builder = new ProcessBuilder(executable.toString());
    builder.command().addAll(List.of(arguments));
    builder.environment().put("LD_LIBRARY_PATH", libraries());
    Path console = home.resolve("console.log");
    Process process =
        builder
            .directory(home.toFile())
            .redirectErrorStream(true)
            .redirectOutput(console.toFile())
            .start();
    Eventually.holds(
        () -> {
          if (!process.isAlive()) {
            throw new IllegalStateException(executable + " has ended by itself, see " + console);
          }
          assertThat(answers(port)).as("it answers").isTrue();
        });
    return process;
  }

  private String libraries() throws IOException {
    Path unpacked = UNPACKED.resolve("usr/lib");
    if (!executable.startsWith(UNPACKED)) {
      return "";
    }
    try (Stream<Path> all = Files.list(unpacked)) {
      return all.filter(directory -> directory.toString().contains("-linux-"))
          .map(Path::toString)
          .collect(Collectors.joining(":"));
    }
  }

  private static boolean answers(int port) {
    try (Socket probe = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return probe.isConnected();
    } catch (IOException notYet) {
      return false;
    }
  }
}
