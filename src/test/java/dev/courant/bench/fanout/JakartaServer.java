package dev.courant.bench.fanout;

import dev.courant.it.durability.Installation;
import dev.courant.it.durability.PayaraMicro;
import dev.courant.it.durability.WildFly;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** A server of one of the two brands with one application, as an operator runs it. */
final class JakartaServer implements AutoCloseable {
  /** The brands, as the table calls them. */
  enum Brand {
    PAYARA("Payara Micro"),
    WILDFLY("WildFly");

    final String title;

    Brand(String title) {
      this.title = title;
    }

    private Installation install(Path home, WebArchive application) throws IOException {
      return this == PAYARA
          ? PayaraMicro.install(home, application)
          : WildFly.install(home, application);
    }
  }

  private static final String HEAP = "-Xmx2g";
  private static final Duration STOP_PATIENCE = Duration.ofSeconds(30);

  final int port;
  final Path data;
  final Process process;
  final Caller publisher;

  private JakartaServer(int port, Path data, Process process) {
    this.port = port;
    this.data = data.resolve(Installation.APPLICATION);
    this.process = process;
    this.publisher =
        new Caller(
            URI.create(
                "http://127.0.0.1:%d/%s/api/bench".formatted(port, Installation.APPLICATION)));
  }

  /** Starts it, and waits until the application answers. */
  static JakartaServer start(Brand brand, WebArchive application, List<String> settings)
      throws IOException, InterruptedException {
    Path home = Programs.workspace("server").toAbsolutePath();
    Path data = Programs.workspace("data").toAbsolutePath();
    Installation installation = brand.install(home, application);
    installation.tidy();
    int port = Ports.free();
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add(HEAP);
    command.addAll(optionsOfTheUser());
    command.addAll(settings);
    command.add("-Dcourant.data-dir=" + data);
    command.addAll(installation.command(port, Installation.freePort()));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.redirectOutput(installation.log().resolveSibling("console.log").toFile());
    builder.redirectErrorStream(true);
    Process process = builder.start();
    Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
    JakartaServer server = new JakartaServer(port, data, process);
    server.publisher.awaitReady(process);
    return server;
  }

  /** For a profile, say: {@code BENCH_JVM_OPTIONS=-XX:StartFlightRecording=filename=/tmp/x.jfr}. */
  private static List<String> optionsOfTheUser() {
    String options = System.getenv().getOrDefault("BENCH_JVM_OPTIONS", "");
    return options.isEmpty() ? List.of() : List.of(options.split(" ", -1));
  }

  /** The URL path of something in the application. */
  String path(String relative) {
    return "/" + Installation.APPLICATION + "/" + relative;
  }

  /** Asked first, so that a profile is written. */
  @Override
  public void close() throws InterruptedException {
    process.destroy();
    if (!process.waitFor(STOP_PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
      process.destroyForcibly().onExit().join();
    }
  }
}
