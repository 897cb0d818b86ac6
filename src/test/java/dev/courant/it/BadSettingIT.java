package dev.courant.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jboss.arquillian.container.test.api.Deployer;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;

/** A setting that is not allowed keeps the application from starting, and the reason is told. */
@ArquillianTest
class BadSettingIT {
  private static final String SENTENCE =
      "The setting courant.heartbeat is \"banana\"; allowed is a duration from PT0.1S to PT1H";

  @ArquillianResource private Deployer deployer;

  /**
   * The ordinal puts the file in front of the system properties that all the tests run with. The
   * scenarios offer topics while they start, as applications do.
   */
  @Deployment(name = "banana", managed = false, testable = false)
  static WebArchive banana() {
    return Archives.hub()
        .addAsResource(
            new StringAsset(
                """
                config_ordinal=1000
                courant.heartbeat=banana
                courant.scenarios=true
                """),
            "META-INF/microprofile-config.properties");
  }

  @Test
  void aBadSettingIsToldByWhatTheServerHasForIt() throws Exception {
    switch (ServerUnderTest.Brand.underTest()) {
      case WILDFLY -> theDeploymentFails();
      case PAYARA -> everyUrlAnswersWithTheSentence();
    }
    assertThat(Files.readString(Path.of(ServerUnderTest.setting("it.log")))).contains(SENTENCE);
  }

  private void theDeploymentFails() {
    assertThatThrownBy(() -> deployer.deploy("banana")).hasStackTraceContaining(quoted());
  }

  /** Payara Micro would go on without the application. */
  private void everyUrlAnswersWithTheSentence() throws Exception {
    deployer.deploy("banana");
    try {
      String base =
          "http://127.0.0.1:%s/courant/".formatted(ServerUnderTest.setting("it.http.port"));
      ServerUnderTest server =
          new ServerUnderTest(
              URI.create(base),
              Path.of(ServerUnderTest.setting("it.data-dir")),
              Path.of(ServerUnderTest.setting("it.log")),
              ProcessHandle.current());
      HubCaller caller = new HubCaller(server);
      for (String path :
          List.of(
              "", HubCaller.HUB + "?match=*", "api/events?match=*", "api/sse", "no/such/page")) {
        HttpResponse<String> response = caller.get(path);
        assertThat(response.statusCode()).as(path).isEqualTo(503);
        assertThat(response.body()).as(path).contains(quoted());
      }
      assertThat(caller.send(caller.posting("topic=/x")).statusCode()).isEqualTo(503);
    } finally {
      deployer.undeploy("banana");
    }
  }

  /** The sentence as it stands in JSON, and in what WildFly's management says. */
  private static String quoted() {
    return SENTENCE.replace("\"", "\\\"");
  }
}
