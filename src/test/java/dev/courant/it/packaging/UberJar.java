package dev.courant.it.packaging;

import dev.courant.it.ServerUnderTest;
import dev.courant.it.durability.Installation;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * {@code courant-micro.jar}, run as it is: all that a test adds is its port and where it may put
 * what it unpacks.
 *
 * @param home its own directory
 */
record UberJar(Path home) implements Installation {
  static UberJar install(Path home) throws IOException {
    Installation.empty(home);
    return new UberJar(home);
  }

  @Override
  public String contextPath() {
    return "/";
  }

  @Override
  public String dataFolder() {
    return "ROOT";
  }

  /** It logs to the console. */
  @Override
  public Path log() {
    return home.resolve("console.log");
  }

  @Override
  public void tidy() throws IOException {
    Installation.empty(root());
  }

  @Override
  public List<String> command(int port, int securePort) {
    return List.of(
        "-jar",
        ServerUnderTest.setting("it.micro.jar"),
        "--port",
        Integer.toString(port),
        "--rootdir",
        root().toString());
  }

  @Override
  public void addUser(String name, String password, String... groups) {
    throw new UnsupportedOperationException("PayaraMicro has users");
  }

  @Override
  public void configure(String commands) {
    throw new UnsupportedOperationException("It is configured when it is built");
  }

  @Override
  public void redeploy() {
    throw new UnsupportedOperationException("It has one application, and that in itself");
  }

  private Path root() {
    return home.resolve("root");
  }
}
