package dev.courant.it.durability;

import dev.courant.it.ServerUnderTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.jboss.shrinkwrap.api.exporter.ExplodedExporter;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/**
 * Payara Micro with the application as a directory: what it watches for a file {@code .reload}.
 *
 * @param home its own directory
 */
public record PayaraMicro(Path home) implements Installation {
  private static final String LOG_OF_THE_SUITE = "target/payara-micro/server.log";

  public static PayaraMicro install(Path home, WebArchive application) throws IOException {
    PayaraMicro installation = new PayaraMicro(home);
    Installation.empty(home);
    application.as(ExplodedExporter.class).exportExploded(home.toFile(), APPLICATION);
    String logging = Files.readString(Path.of(ServerUnderTest.setting("payara.logging")));
    Files.writeString(
        installation.logging(), logging.replace(LOG_OF_THE_SUITE, installation.log().toString()));
    Files.copy(Path.of(ServerUnderTest.setting("payara.preboot")), installation.preBoot());
    return installation;
  }

  @Override
  public Path log() {
    return home.resolve("server.log");
  }

  @Override
  public void tidy() throws IOException {
    Installation.empty(temporary());
  }

  @Override
  public List<String> command(int port, int securePort) {
    List<String> command = new ArrayList<>(shared(port));
    if (Files.exists(postBoot())) {
      command.addAll(List.of("--postbootcommandfile", postBoot().toString()));
    }
    return command;
  }

  private List<String> shared(int port) {
    return List.of(
        "-Djava.io.tmpdir=" + temporary(),
        "-jar",
        ServerUnderTest.setting("payara.jar"),
        "--nocluster",
        "--disablephonehome",
        "--port",
        Integer.toString(port),
        "--logproperties",
        logging().toString(),
        "--prebootcommandfile",
        preBoot().toString(),
        "--deploy",
        application().toString());
  }

  @Override
  public void redeploy() throws IOException {
    Files.deleteIfExists(application().resolve(".reload"));
    Files.createFile(application().resolve(".reload"));
  }

  @Override
  public void addUser(String name, String password, String... groups) throws IOException {
    Path passwordFile = home.resolve("password-of-" + name);
    Files.writeString(passwordFile, "AS_ADMIN_USERPASSWORD=" + password + "\n");
    Files.writeString(
        postBoot(),
        "create-file-user --groups=%s --passwordfile=%s %s\n"
            .formatted(String.join(":", groups), passwordFile, name),
        StandardOpenOption.CREATE,
        StandardOpenOption.APPEND);
  }

  @Override
  public void configure(String commands) throws IOException {
    Files.writeString(preBoot(), commands, StandardOpenOption.APPEND);
  }

  private Path application() {
    return home.resolve(APPLICATION);
  }

  private Path preBoot() {
    return home.resolve("preboot.asadmin");
  }

  private Path postBoot() {
    return home.resolve("postboot.asadmin");
  }

  private Path logging() {
    return home.resolve("logging.properties");
  }

  private Path temporary() {
    return home.resolve("tmp");
  }
}
