package dev.courant.it.durability;

import dev.courant.it.ServerUnderTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
  public List<String> command(int port) {
    Path distribution = distribution();
    return List.of(
        "-Djava.io.tmpdir=" + home.resolve("tmp"),
        "-Djboss.home.dir=" + distribution,
        "-Djboss.server.base.dir=" + home,
        "-Djboss.http.port=" + port,
        "-Djboss.https.port=" + Installation.freePort(),
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
