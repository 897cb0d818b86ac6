package dev.courant.it.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.courant.it.HubCaller;
import dev.courant.it.ServerUnderTest;
import dev.courant.it.SmokeBehaviour;
import dev.courant.it.durability.ServerProcess;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The WAR for servlet containers on Tomcat. One server serves all tests. */
class TomcatIT implements SmokeBehaviour {
  private static ServerProcess process;

  @BeforeAll
  static void start() throws Exception {
    process = installed("tomcat");
    process.addUser("alice", "wonderland", "clerk");
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
  void itKnowsOnWhichPortTomcatListens() throws Exception {
    assertThat(server().logged())
        .contains(
            "Courant is ready. Look at http://localhost:%d/".formatted(server().base().getPort()));
  }

  @Test
  void tomcatsOwnUsersSignIn() throws Exception {
    assertThat(signIn("alice:wonderland").statusCode()).isEqualTo(303);
    assertThat(signIn("alice:guessed").statusCode()).isEqualTo(401);
  }

  private HttpResponse<String> signIn(String nameAndPassword) throws Exception {
    byte[] bytes = nameAndPassword.getBytes(StandardCharsets.UTF_8);
    HubCaller caller = new HubCaller(server());
    return caller.send(
        caller
            .request("signin")
            .header("Authorization", "Basic " + Base64.getEncoder().encodeToString(bytes)));
  }

  @Test
  void aRestartKeepsEverythingAndTheCursorsStayValid() throws Exception {
    assertThatNothingIsMissedBy(
        () -> {
          process.stop();
          process.start();
          process.awaitReady();
        });
  }

  @Test
  void theScenariosAreRefusedWithASentenceSinceTheyNeedADatabase() throws Exception {
    try (ServerProcess other = installed("tomcat-scenarios", "-Dcourant.scenarios=true")) {
      other.start();
      other.awaitLogged(
          "Courant was not started. The setting courant.scenarios is \"true\"; allowed is false on"
              + " this server");
    }
  }

  private static ServerProcess installed(String name, String... settings) throws Exception {
    Path home = ServerProcess.home(name);
    return new ServerProcess(Tomcat.install(home), home.resolve("courant-data"), List.of(settings));
  }
}
