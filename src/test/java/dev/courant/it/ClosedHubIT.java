package dev.courant.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.courant.it.app.AddedObserver;
import java.net.URL;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;

/**
 * A hub where nobody reads without a token, and where clients of Mercure 0.x present theirs as they
 * are used to.
 */
@ArquillianTest
class ClosedHubIT {
  private static final String STREAM = HubCaller.HUB + "?match=/closed";
  private static final String SINK = "api/events?match=/closed";

  private static final String WEB_APP = "https://jakarta.ee/xml/ns/jakartaee";

  @ArquillianResource private URL deployment;

  @Deployment(testable = false)
  static WebArchive hub() {
    return Archives.hub()
        .addAsResource(
            new StringAsset(
                Issuers.configuration()
                    + """
                    courant.anonymous.subscribe=false
                    courant.mercure.legacy-tokens=true
                    courant.mercure.cookie=token_of_the_shop
                    """),
            "META-INF/microprofile-config.properties")
        // As an application has it that has an extension of its own.
        .addAsResource(
            new StringAsset(
                "dev.courant.boot.ScenarioSwitch\n" + AddedObserver.class.getName() + "\n"),
            "META-INF/services/jakarta.enterprise.inject.spi.Extension")
        // As an application has it that asks nobody for a name.
        .setWebXML(new StringAsset("<web-app version='6.0' xmlns='" + WEB_APP + "'/>"));
  }

  @Test
  void nobodyReadsWithoutAToken() throws Exception {
    String challenge = Challenges.of(server()).noToken();
    for (String path : List.of(STREAM, SINK, "api/sse")) {
      Challenges.assertRefused(
          server(), path, new HubCaller(server()).request(path), 401, challenge);
    }
    HttpRequest.Builder head =
        new HubCaller(server()).request(STREAM).method("HEAD", HttpRequest.BodyPublishers.noBody());
    assertThat(new HubCaller(server()).send(head).statusCode()).isEqualTo(401);
  }

  @Test
  void theScenariosAreNotThereUnlessTheyAreSwitchedOn() throws Exception {
    HubCaller caller = new HubCaller(server());
    for (HttpResponse<String> answer :
        List.of(
            caller.get("scenarios/"),
            caller.get("scenarios/stock/stock.js"),
            caller.submit("api/scenarios/feed/posts", "id", "p", "author", "Ann", "text", "x"),
            caller.submit("api/scenarios;x/shop/sale"),
            caller.get("api/scenarios/scores"))) {
      assertThat(answer.statusCode()).isEqualTo(404);
      assertThat(answer.body()).contains("-Dcourant.scenarios=true");
    }
  }

  @Test
  void aTokenWithoutRightsReadsWhatIsPublic() throws Exception {
    String token = "Bearer " + Issuers.token(Challenges.of(server()).hub(), "[]");
    for (String path : List.of(STREAM, SINK)) {
      try (var reader = StreamReader.open(server(), path, "Authorization", token)) {
        HubCaller caller = new HubCaller(server());
        caller.publish("topic", "/closed", "data", "secret", "private", "on");
        caller.publish("topic", "/closed", "data", "public");
        assertThat(reader.dataUpTo("public")).containsExactly("public");
      }
    }
  }

  @Test
  void anOldTokenIsPresentedInTheHeaderACookieOrTheUrl() throws Exception {
    String token = Issuers.legacyToken("{\"subscribe\":[\"/closed\"],\"publish\":[\"/closed\"]}");
    try (var header = StreamReader.open(server(), STREAM, "Authorization", "Bearer " + token);
        var old = StreamReader.open(server(), STREAM, "Cookie", "mercureAuthorization=" + token);
        var own = StreamReader.open(server(), STREAM, "Cookie", "token_of_the_shop=" + token);
        var url = StreamReader.open(server(), STREAM + "&authorization=" + token)) {
      HubCaller caller = new HubCaller(server());
      String form = HubCaller.form("topic", "/closed", "data", "x", "private", "on");
      String inTheUrl = HubCaller.HUB + "?authorization=" + token;
      assertThat(caller.send(caller.posting(form).uri(server().at(inTheUrl))).statusCode())
          .isEqualTo(200);
      for (StreamReader reader : List.of(header, old, own, url)) {
        assertThat(reader.awaitData(1)).containsExactly("x");
      }
      HttpRequest.Builder forged =
          caller.posting(form).header("Cookie", "mercureAuthorization=" + token);
      Challenges.assertRefused(
          server(), "a cookie without a page", forged, 400, Challenges.MALFORMED);
      HttpRequest.Builder other =
          caller.posting("topic=/other").header("Authorization", "Bearer " + token);
      Challenges.assertRefused(server(), "another topic", other, 403, Challenges.NO_GRANT);
    }
  }

  @Test
  void theMetadataTellsTheNameOfTheCookie() throws Exception {
    assertThat(new HubCaller(server()).get(Challenges.METADATA).body())
        .contains("\"mercure_cookie\":\"token_of_the_shop\"");
  }

  @Test
  void whereTheApplicationAsksNobodyForANameThatIsSaid() throws Exception {
    for (String credentials : List.of("Basic eDp5", "Basic nonsense")) {
      HttpRequest.Builder signIn =
          new HubCaller(server()).request("signin").header("Authorization", credentials);
      Challenges.assertRefused(server(), credentials, signIn, 404, "");
    }
    assertThat(new HubCaller(server()).get("signin").body()).contains("no security constraint");
  }

  private ServerUnderTest server() {
    return ServerUnderTest.of(deployment);
  }
}
