package dev.courant.log.postgres;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A PostgreSQL of one test, which may be ill-treated: stopped, killed, hung, put back to a copy.
 */
public final class OwnPostgres implements AutoCloseable {
  private static final int PATIENCE_SECONDS = 60;

  private final Path data;
  private final int port;
  private EmbeddedPostgres server;

  private OwnPostgres(Path data, int port, EmbeddedPostgres server) {
    this.data = data;
    this.port = port;
    this.server = server;
  }

  /** Starts one, with its files in that directory; or the test is reported as skipped. */
  public static OwnPostgres in(Path directory) throws IOException {
    Path data = directory.resolve("data");
    int port = freePort();
    TestPostgres.assumeItRuns();
    return new OwnPostgres(data, port, start(data, port));
  }

  public String address() {
    return address(this);
  }

  /** The address of whichever of these is not a standby, and runs. */
  public static String address(OwnPostgres... all) {
    return "jdbc:postgresql://"
        + Arrays.stream(all).map(one -> "localhost:" + one.port).collect(joining(","))
        + "/postgres?user=postgres&socketTimeout=4&connectTimeout=2&targetServerType=primary"
        + "&hostRecheckSeconds=1";
  }

  public int port() {
    return port;
  }

  /** Ends it in an orderly way; streams of data are cut. */
  public void stop() throws IOException {
    server.close();
  }

  /** Starts it again, on the same port. */
  public void start() throws IOException {
    server = start(data, port);
  }

  /** Ends all its processes at once, as a power cut does. */
  public void kill() throws Exception {
    List<ProcessHandle> all = processes();
    signal("KILL", all);
    for (ProcessHandle process : all) {
      process.onExit().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }
    Files.delete(data.resolve("postmaster.pid"));
    // Lets go of the directory, too.
    server.close();
  }

  /** It takes in everything from now on, and answers nothing. */
  public void hang() throws Exception {
    signal("STOP", processes());
  }

  /** It goes on where it was. */
  public void goOn() throws Exception {
    signal("CONT", processes());
  }

  /** Copies its files while it runs. */
  public void backUpTo(Path copy) throws Exception {
    BaseBackup.take(address(), data, copy);
  }

  /** Starts a standby with its files in that directory, which follows this one. */
  public OwnPostgres standby(Path directory) throws Exception {
    backUpTo(directory);
    Files.createFile(directory.resolve("standby.signal"));
    Files.writeString(
        directory.resolve("postgresql.auto.conf"),
        "primary_conninfo = 'host=localhost port=%d user=postgres'\n".formatted(port));
    int standbyPort = freePort();
    return new OwnPostgres(directory, standbyPort, start(directory, standbyPort));
  }

  /** Makes a standby one that goes its own way. */
  public void promote() throws SQLException {
    assertThat(number("SELECT pg_promote()::int")).isEqualTo(1);
  }

  /** Asks it for a number, standby or not. */
  public long number(String sql) throws SQLException {
    try (Connection connection = server.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getLong(1);
    }
  }

  /** Copies its files; it must not run. */
  public void copyTo(Path copy) throws IOException {
    copyTree(data, copy);
  }

  /** Puts a copy in the place of its files; it must not run. */
  public void putBack(Path copy) throws IOException {
    try (Stream<Path> files = Files.walk(data)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
    copyTree(copy, data);
  }

  @Override
  public void close() throws IOException {
    server.close();
  }

  private List<ProcessHandle> processes() throws IOException {
    long postmaster = Long.parseLong(Files.readAllLines(data.resolve("postmaster.pid")).get(0));
    ProcessHandle parent = ProcessHandle.of(postmaster).orElseThrow();
    return Stream.concat(Stream.of(parent), parent.descendants()).toList();
  }

  private static void signal(String name, List<ProcessHandle> processes) throws Exception {
    List<String> command = new ArrayList<>(List.of("kill", "-" + name));
    processes.forEach(process -> command.add(Long.toString(process.pid())));
    new ProcessBuilder(command).inheritIO().start().waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
  }

  private static EmbeddedPostgres start(Path data, int port) throws IOException {
    return EmbeddedPostgres.builder()
        .setDataDirectory(data)
        .setCleanDataDirectory(false)
        .setPort(port)
        .start();
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  private static void copyTree(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Path copy = to.resolve(from.relativize(file).toString());
        Files.copy(file, copy, StandardCopyOption.COPY_ATTRIBUTES);
      }
    }
  }
}
