package dev.courant.it.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.courant.it.ServerUnderTest;
import dev.courant.it.SmokeBehaviour;
import dev.courant.it.durability.ServerProcess;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** Courant as one jar that runs. Only in long runs, since it is built for that. */
@EnabledIfSystemProperty(named = "it.long", matches = "true")
class UberJarIT implements SmokeBehaviour {
  /** 128 and the number of SIGTERM: what a service manager is told to take for success. */
  private static final int TERMINATED = 143;

  private static ServerProcess process;

  @BeforeAll
  static void start() throws Exception {
    Path home = ServerProcess.home("uber-jar");
    process = new ServerProcess(UberJar.install(home), home.resolve("courant-data"), List.of());
    process.start();
    process.awaitReady();
  }

  @AfterAll
  static void end() {
    process.close();
  }

  @Override
  public ServerUnderTest server() {
    return process.server();
  }

  @Test
  void itEndsCleanlyBySigtermAndKeepsEverything() throws Exception {
    assertThatNothingIsMissedBy(
        () -> {
          int logged = server().logged().length();
          process.stop();
          assertThat(process.exitCode()).isEqualTo(TERMINATED);
          assertThat(troubleIn(server().logged().substring(logged))).isEmpty();
          process.start();
          process.awaitReady();
        });
  }
}
