package dev.courant.it.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.courant.it.Eventually;
import dev.courant.it.HubCaller;
import dev.courant.it.ServerUnderTest;
import dev.courant.it.SmokeBehaviour;
import dev.courant.it.durability.ServerProcess;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** The WAR on the full Payara Server, which takes two minutes to set up: only in long runs. */
@EnabledIfSystemProperty(named = "it.long", matches = "true")
class PayaraServerIT implements SmokeBehaviour {
  private static final Path WAR = Path.of(ServerUnderTest.setting("it.war"));
  private static PayaraServer payara;

  @BeforeAll
  static void start() throws Exception {
    payara = new PayaraServer(ServerProcess.home("payara-server"));
    payara.start();
    payara.configure(
        Path.of(ServerUnderTest.setting("payara.asadmin")),
        "courant.heartbeat=PT2S",
        "courant.write-stall=PT5S");
    payara.deploy(WAR);
  }

  @AfterAll
  static void stop() throws Exception {
    try {
      payara.stop();
    } finally {
      payara.close();
    }
  }

  @Override
  public ServerUnderTest server() {
    try {
      return payara.server();
    } catch (IOException notRunning) {
      throw new IllegalStateException(notRunning);
    }
  }

  @Test
  void whatWasUndeployedIsGoneAndComesBackWithItsHistory() throws Exception {
    assertThatNothingIsMissedBy(
        () -> {
          payara.undeploy();
          HubCaller caller = new HubCaller(server());
          Eventually.holds(
              () ->
                  assertThat(caller.get(HubCaller.HUB + "?match=/x").statusCode()).isEqualTo(404));
          payara.deploy(WAR);
        });
  }
}
