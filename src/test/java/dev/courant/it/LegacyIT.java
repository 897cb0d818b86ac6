package dev.courant.it;

import java.net.URL;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** What the hub does where clients of Mercure 0.x are let in, and where it tells who listens. */
@ArquillianTest
class LegacyIT implements LegacyBehaviour, PresenceBehaviour, IndependentClientsBehaviour {
  private static final String SETTINGS =
      """
      courant.mercure.legacy-tokens=true
      courant.mercure.subscription-events=true
      courant.mercure.subscription-grace=PT3S
      """;

  @ArquillianResource private URL deployment;

  @Deployment(testable = false)
  static WebArchive hub() {
    return Archives.hub()
        .addAsResource(
            new StringAsset(Issuers.configuration() + SETTINGS),
            "META-INF/microprofile-config.properties");
  }

  @Override
  public ServerUnderTest server() {
    return ServerUnderTest.of(deployment);
  }
}
