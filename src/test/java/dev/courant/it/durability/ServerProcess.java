package dev.courant.it.durability;

import static org.assertj.core.api.Assertions.assertThat;

import dev.courant.it.Eventually;
import dev.courant.it.HubCaller;
import dev.courant.it.ServerUnderTest;
import dev.courant.it.ServerUnderTest.Brand;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/**
 * A server of the kind that this run of the tests is for, as a child process that a test may stop,
 * kill and start again. It keeps its port, its data and its log meanwhile.
 *
 * <p>Not for use by several threads, {@link #server} excepted.
 */
public final class ServerProcess implements AutoCloseable {
  /** A start takes a tenth of this on a machine that does nothing else. */
  private static final Duration START_PATIENCE = Duration.ofMinutes(2);

  private static final Duration STOP_PATIENCE = Duration.ofMinutes(1);
  private static final int KILLED = 128 + 9;

  /** They start quicker so: the tests start many, and none lives long. */
  private static final List<String> SHORT_LIVED =
      List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");

  private final Installation installation;
  private final Path data;
  private final int port = Installation.freePort();
  private final int securePort = Installation.freePort();
  private final List<String> settings;

  private Process process;
  private boolean hasStartedAgain;
  private long startedNanos;

  /**
   * A server that has not been started.
   *
   * @param data where it keeps its data; what is there already stays
   */
  public ServerProcess(Installation installation, Path data, List<String> settings) {
    this.installation = installation;
    this.data = data;
    this.settings = settings;
    Runtime.getRuntime().addShutdownHook(new Thread(this::close));
  }

  /**
   * A server that has not been started, with no data.
   *
   * @param name of its directory: one for each test that runs one
   * @param settings options of its JVM, such as {@code -Dcourant.tail.max-bytes=1048576}
   */
  public static ServerProcess installed(String name, String... settings) throws IOException {
    return installed(name, shipped(), settings);
  }

  /** The same with another application than the one that is shipped. */
  public static ServerProcess installed(String name, WebArchive application, String... settings)
      throws IOException {
    Path home = home(name);
    Installation installation = install(home, application);
    return new ServerProcess(installation, home.resolve("courant-data"), List.of(settings));
  }

  /** Another server, which has not been started, over the data of this one. */
  ServerProcess rival(String name) throws IOException {
    return new ServerProcess(install(home(name), shipped()), data, settings);
  }

  /** Where it answers HTTPS, if it was {@link #configure told} to. */
  public int securePort() {
    return securePort;
  }

  /** Where it keeps its data: {@code courant.data-dir}. */
  public Path data() {
    return data;
  }

  /** Lets it know somebody, from its next start on. */
  public void addUser(String name, String password, String... groups) throws IOException {
    installation.addUser(name, password, groups);
  }

  /** Changes its configuration, by commands of its own kind, from its next start on. */
  public void configure(String commands) throws IOException, InterruptedException {
    installation.configure(commands);
  }

  /** Starts it, and does not wait. */
  public void start() throws IOException {
    installation.tidy();
    startedNanos = System.nanoTime();
    process =
        new ProcessBuilder(command())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(console()))
            .start();
  }

  /**
   * Waits until the hub answers.
   *
   * @return how long that took from the start on
   */
  public Duration awaitReady() throws Exception {
    HubCaller caller = new HubCaller(server());
    Eventually.holds(START_PATIENCE, () -> assertThat(isReady(caller)).as("is ready").isTrue());
    return Duration.ofNanos(System.nanoTime() - startedNanos);
  }

  /** Waits until its log has this text. */
  public void awaitLogged(String text) throws Exception {
    Eventually.holds(
        START_PATIENCE, () -> assertThat(installation.log()).exists().content().contains(text));
  }

  /** Asks it to end, as a service manager does, and waits until it has. */
  public void stop() throws InterruptedException {
    process.destroy();
    assertThat(process.waitFor(STOP_PATIENCE.toSeconds(), TimeUnit.SECONDS))
        .as("has ended when asked to")
        .isTrue();
  }

  /** With what it has ended. */
  public int exitCode() {
    return process.exitValue();
  }

  /** Ends it by {@code SIGKILL}, whatever it is doing. */
  void kill() throws InterruptedException {
    process.destroyForcibly();
    assertThat(process.waitFor()).isEqualTo(KILLED);
  }

  /** Has the running server take the application down and put it up again. */
  void redeploy() throws IOException {
    installation.redeploy();
  }

  /** What a test can see of it. */
  public ServerUnderTest server() {
    return new ServerUnderTest(
        URI.create("http://127.0.0.1:" + port + installation.contextPath()),
        data.resolve(installation.dataFolder()),
        installation.log(),
        process.toHandle());
  }

  /** Ends it, if it runs, however it can be ended. */
  @Override
  public void close() {
    if (process != null) {
      process.destroyForcibly().onExit().join();
    }
  }

  private boolean isReady(HubCaller caller) throws InterruptedException, IOException {
    if (!process.isAlive()) {
      startAgain();
    }
    try {
      var head =
          caller.request(HubCaller.HUB + "?match=/x").method("HEAD", BodyPublishers.noBody());
      return caller.send(head).statusCode() == 200;
    } catch (IOException notYet) {
      return false;
    }
  }

  /**
   * Payara's own services are now and then in each other's way when they start, long before there
   * is an application; whoever runs it as a service has it started again.
   */
  private void startAgain() throws IOException {
    boolean isOwnRace =
        Files.readString(console().toPath()).contains("java.util.ConcurrentModificationException");
    if (!isOwnRace || hasStartedAgain) {
      throw new IllegalStateException("the server has ended by itself, see " + console());
    }
    hasStartedAgain = true;
    start();
  }

  private List<String> command() throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of(ServerUnderTest.setting("it.jvm.options").split(" ")));
    command.addAll(SHORT_LIVED);
    command.addAll(settings);
    command.add("-Dcourant.data-dir=" + data);
    command.addAll(installation.command(port, securePort));
    return command;
  }

  private File console() {
    return installation.log().resolveSibling("console.log").toFile();
  }

  private static Installation install(Path home, WebArchive application) throws IOException {
    return Brand.underTest() == Brand.PAYARA
        ? PayaraMicro.install(home, application)
        : WildFly.install(home, application);
  }

  public static WebArchive shipped() {
    return ShrinkWrap.createFromZipFile(
        WebArchive.class, new File(ServerUnderTest.setting("it.war")));
  }

  /** The directory of the server of that name. */
  public static Path home(String name) {
    Path shared = Path.of(ServerUnderTest.setting("it.data-dir")).toAbsolutePath();
    return shared.resolveSibling(shared.getFileName() + "-" + name);
  }
}
