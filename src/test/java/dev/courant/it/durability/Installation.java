package dev.courant.it.durability;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/** One server's own place on disk, and how it is started from there. */
public interface Installation {
  /** The name that the application is deployed under, and its context path. */
  String APPLICATION = "courant";

  Set<Integer> GIVEN_PORTS = ConcurrentHashMap.newKeySet();

  /**
   * Above those that the build hands out, below those that Linux gives to clients. The tests of
   * each server have a range of their own: both may run at the same time, and the one must not take
   * a port of the other's while the server that has it is down.
   */
  int FIRST_PORT = Integer.getInteger("it.first-port", 30_000);

  int PORTS = 1_000;

  /** Where the application is: a path with a slash at both ends. */
  default String contextPath() {
    return "/" + APPLICATION + "/";
  }

  /** The folder in the data directory that is its own. */
  default String dataFolder() {
    return APPLICATION;
  }

  /** The server's log; it goes on over restarts. */
  Path log();

  /** Clears away what an ended server left behind, data and log excepted. */
  void tidy() throws IOException;

  /**
   * The command that starts it.
   *
   * @param securePort for HTTPS, where that is not a matter of its configuration
   */
  List<String> command(int port, int securePort) throws IOException;

  /**
   * Lets the server know somebody, from its next start on.
   *
   * @param groups what the server's own store of users has for roles
   */
  void addUser(String name, String password, String... groups) throws IOException;

  /**
   * Changes its configuration, from its next start on.
   *
   * @param commands in the language of this server's own administration
   */
  void configure(String commands) throws IOException, InterruptedException;

  /** Has the running server take the application down and put it up again. */
  void redeploy() throws IOException;

  /**
   * A port that is free, that no client takes while a server is down, and nobody else was given.
   */
  static int freePort() {
    return RandomGenerator.getDefault()
        .ints(FIRST_PORT, FIRST_PORT + PORTS)
        .filter(port -> isFree(port) && GIVEN_PORTS.add(port))
        .findFirst()
        .orElseThrow();
  }

  private static boolean isFree(int port) {
    try (var probe = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return probe.isBound();
    } catch (IOException taken) {
      return false;
    }
  }

  /** Leaves an empty directory. */
  static void empty(Path directory) throws IOException {
    if (Files.exists(directory)) {
      try (Stream<Path> all = Files.walk(directory)) {
        all.sorted(Comparator.reverseOrder()).forEach(Installation::delete);
      }
    }
    Files.createDirectories(directory);
  }

  private static void delete(Path file) {
    try {
      Files.delete(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
