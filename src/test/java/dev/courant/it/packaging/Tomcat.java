package dev.courant.it.packaging;

import dev.courant.it.ServerUnderTest;
import dev.courant.it.durability.Installation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/**
 * Tomcat with a base directory of its own: what it ships as configuration, and the application.
 *
 * @param home that directory
 */
record Tomcat(Path home) implements Installation {
  private static final String NO_USERS = "</tomcat-users>";

  /** Installs the application that is made for servlet containers. */
  static Tomcat install(Path home) throws IOException {
    Tomcat installation = new Tomcat(home);
    Installation.empty(home);
    for (String folder : List.of("conf", "logs", "temp", "webapps", "work")) {
      Files.createDirectory(home.resolve(folder));
    }
    try (Stream<Path> files = Files.list(distribution().resolve("conf"))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Files.copy(file, home.resolve("conf").resolve(file.getFileName()));
      }
    }
    installation.edit(
        "server.xml",
        "<Connector port=\"8080\"",
        "<Connector address=\"127.0.0.1\" port=\"${it.port}\"");
    installation.edit("server.xml", "<Server port=\"8005\"", "<Server port=\"-1\"");
    Files.copy(
        Path.of(ServerUnderTest.setting("it.servlet.war")),
        home.resolve("webapps").resolve(APPLICATION + ".war"));
    return installation;
  }

  /** Everything goes to the console. */
  @Override
  public Path log() {
    return home.resolve("logs/console.log");
  }

  @Override
  public void tidy() throws IOException {
    Installation.empty(home.resolve("work"));
    Installation.empty(home.resolve("temp"));
  }

  @Override
  public List<String> command(int port, int securePort) {
    Path bin = distribution().resolve("bin");
    return List.of(
        "-Dcatalina.home=" + distribution(),
        "-Dcatalina.base=" + home,
        "-Djava.io.tmpdir=" + home.resolve("temp"),
        "-Djava.util.logging.manager=org.apache.juli.ClassLoaderLogManager",
        "-Djava.util.logging.config.file=" + home.resolve("conf/logging.properties"),
        "-Dit.port=" + port,
        "-cp",
        bin.resolve("bootstrap.jar") + ":" + bin.resolve("tomcat-juli.jar"),
        "org.apache.catalina.startup.Bootstrap",
        "start");
  }

  @Override
  public void addUser(String name, String password, String... groups) throws IOException {
    String user = "<user username='%s' password='%s' roles='%s'/>";
    edit(
        "tomcat-users.xml",
        NO_USERS,
        user.formatted(name, password, String.join(",", groups)) + NO_USERS);
  }

  /**
   * Says how patient its connector is.
   *
   * @param commands attributes of the connector
   */
  @Override
  public void configure(String commands) throws IOException {
    edit("server.xml", "<Connector address", "<Connector " + commands + " address");
  }

  @Override
  public void redeploy() throws IOException {
    Path war = home.resolve("webapps").resolve(APPLICATION + ".war");
    Files.setLastModifiedTime(war, FileTime.from(Instant.now()));
  }

  private void edit(String file, String from, String to) throws IOException {
    Path path = home.resolve("conf").resolve(file);
    String text = Files.readString(path);
    if (!text.contains(from)) {
      throw new IOException(from + " is not in " + path);
    }
    Files.writeString(path, text.replace(from, to));
  }

  private static Path distribution() {
    return Path.of(ServerUnderTest.setting("tomcat.home"));
  }
}
