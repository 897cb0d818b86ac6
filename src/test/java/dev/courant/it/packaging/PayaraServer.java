package dev.courant.it.packaging;

import dev.courant.it.ServerUnderTest;
import dev.courant.it.durability.Installation;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A domain of the full Payara Server, set up as {@code server-config/payara} says: by {@code
 * asadmin}. Everything of it listens on the loopback address.
 */
final class PayaraServer implements AutoCloseable {
  private static final String DOMAIN = "courant";
  private static final int ADMINISTRATION = 48;
  private static final int HTTP = 80;

  private final Path home;
  private final int firstPort = Installation.freePort();

  PayaraServer(Path home) {
    this.home = home;
  }

  /** Makes the domain, and starts it. */
  void start() throws IOException, InterruptedException {
    Installation.empty(home);
    asadmin(
        "create-domain",
        "--domaindir",
        home.toString(),
        "--nopassword",
        "--portbase",
        "" + firstPort,
        DOMAIN);
    Path configuration = domain().resolve("config/domain.xml");
    Files.writeString(
        configuration,
        Files.readString(configuration)
            .replace("0.0.0.0", "127.0.0.1")
            .replaceAll(
                "<network-listener (?![^>]*address=)", "<network-listener address=\"127.0.0.1\" ")
            // Would listen on every interface before it can be told not to.
            .replace(
                "<hazelcast-config-specific-configuration>",
                "<hazelcast-config-specific-configuration enabled=\"false\">"));
    inDomain("start-domain");
  }

  /** Runs the commands of a file, and others, and has the domain start again with them. */
  void configure(Path commands, String... properties) throws IOException, InterruptedException {
    administer("multimode", "--file", commands.toString());
    administer("create-system-properties", String.join(":", properties));
    inDomain("restart-domain");
  }

  void deploy(Path war) throws IOException, InterruptedException {
    administer("deploy", "--contextroot", "/", "--name", DOMAIN, war.toString());
  }

  void undeploy() throws IOException, InterruptedException {
    administer("undeploy", DOMAIN);
  }

  void stop() throws IOException, InterruptedException {
    inDomain("stop-domain");
  }

  /** What a test can see of it while it runs. */
  ServerUnderTest server() throws IOException {
    long pid = Long.parseLong(Files.readString(domain().resolve("config/pid")).strip());
    return new ServerUnderTest(
        URI.create("http://127.0.0.1:" + (firstPort + HTTP) + "/"),
        domain().resolve("courant-data/ROOT"),
        domain().resolve("logs/server.log"),
        ProcessHandle.of(pid).orElseThrow());
  }

  /** Ends it, if it runs, however it can be ended. */
  @Override
  public void close() throws IOException {
    if (Files.exists(domain().resolve("config/pid"))) {
      server().process().destroyForcibly();
    }
  }

  private Path domain() {
    return home.resolve(DOMAIN);
  }

  private void inDomain(String command) throws IOException, InterruptedException {
    asadmin(command, "--domaindir", home.toString(), DOMAIN);
  }

  private void administer(String... command) throws IOException, InterruptedException {
    List<String> all = new ArrayList<>(List.of("--port", "" + (firstPort + ADMINISTRATION)));
    all.addAll(List.of(command));
    asadmin(all.toArray(new String[0]));
  }

  private void asadmin(String... arguments) throws IOException, InterruptedException {
    Path log = home.resolve("asadmin.log");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-jar");
    command.add(ServerUnderTest.setting("payara.home") + "/glassfish/lib/client/appserver-cli.jar");
    command.addAll(List.of(arguments));
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
            .start();
    if (process.waitFor() != 0) {
      throw new IOException(command + ": " + Files.readString(log));
    }
  }
}
