package dev.courant.it.durability;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.courant.it.ServerUnderTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.jboss.shrinkwrap.api.exporter.ZipExporter;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/**
 * WildFly with a base directory of its own: it shares nothing but modules with the one that
 * Arquillian runs. The application lies where the deployment scanner looks.
 *
 * @param home its own directory
 */
public record WildFly(Path home) implements Installation {
  public static WildFly install(Path home, WebArchive application) throws IOException {
    WildFly installation = new WildFly(home);
    Installation.empty(home);
    Path configuration = Files.createDirectory(home.resolve("configuration"));
    Path original = distribution().resolve("standalone/configuration");
    try (Stream<Path> files = Files.list(original)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Files.copy(file, configuration.resolve(file.getFileName()));
      }
    }
    Files.createDirectory(home.resolve("log"));
    Files.createDirectory(home.resolve("deployments"));
    application.as(ZipExporter.class).exportTo(installation.application().toFile());
    return installation;
  }

  @Override
  public Path log() {
    return home.resolve("log/server.log");
  }

  @Override
  public void tidy() throws IOException {
    for (String leftover : List.of("data", "tmp")) {
      Installation.empty(home.resolve(leftover));
    }
    try (Stream<Path> files = Files.list(application().getParent())) {
      for (Path marker : files.filter(file -> !file.equals(application())).toList()) {
        Files.delete(marker);
      }
    }
  }

  @Override
  public List<String> command(int port, int securePort) {
    Path distribution = distribution();
    return List.of(
        "-Djava.io.tmpdir=" + home.resolve("tmp"),
        "-Djboss.home.dir=" + distribution,
        "-Djboss.server.base.dir=" + home,
        "-Djboss.http.port=" + port,
        "-Djboss.https.port=" + securePort,
        "-Djboss.management.http.port=" + Installation.freePort(),
        "-jar",
        distribution.resolve("jboss-modules.jar").toString(),
        "-mp",
        distribution.resolve("modules").toString(),
        "org.jboss.as.standalone");
  }

  @Override
  public void redeploy() throws IOException {
    Files.writeString(marker("dodeploy"), "");
  }

  /** What {@code add-user.sh -a} writes. */
  @Override
  public void addUser(String name, String password, String... groups) throws IOException {
    byte[] digest = md5((name + ":ApplicationRealm:" + password).getBytes(UTF_8));
    append("application-users.properties", name + "=" + HexFormat.of().formatHex(digest));
    append("application-roles.properties", name + "=" + String.join(",", groups));
  }

  @Override
  public void configure(String commands) throws IOException, InterruptedException {
    Path script = Files.writeString(home.resolve("configure.cli"), commands);
    ProcessBuilder cli =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Djboss.server.base.dir=" + home,
                "-jar",
                distribution().resolve("jboss-modules.jar").toString(),
                "-mp",
                distribution().resolve("modules").toString(),
                "org.jboss.as.cli",
                "--file=" + script)
            .redirectErrorStream(true)
            .redirectOutput(home.resolve("configure.log").toFile());
    cli.environment().put("JBOSS_HOME", distribution().toString());
    if (cli.start().waitFor() != 0) {
      throw new IOException(Files.readString(home.resolve("configure.log")));
    }
  }

  private void append(String file, String line) throws IOException {
    Path path = home.resolve("configuration").resolve(file);
    Files.writeString(path, "\n" + line + "\n", StandardOpenOption.APPEND);
  }

  private static byte[] md5(byte[] text) {
    try {
      return MessageDigest.getInstance("MD5").digest(text);
    } catch (NoSuchAlgorithmException everyJdkHasIt) {
      throw new IllegalStateException(everyJdkHasIt);
    }
  }

  private Path application() {
    return home.resolve("deployments").resolve(APPLICATION + ".war");
  }

  private Path marker(String state) {
    return application().resolveSibling(application().getFileName() + "." + state);
  }

  private static Path distribution() {
    return Path.of(ServerUnderTest.setting("wildfly.home"));
  }
}
