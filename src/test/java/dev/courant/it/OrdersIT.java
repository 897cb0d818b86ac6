package dev.courant.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URL;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;

/** A business application with the hub inside, as docs tell to make one: {@code src/it/orders}. */
@ArquillianTest
class OrdersIT implements StartBehaviour, OrdersBehaviour {
  @ArquillianResource private URL deployment;

  @Deployment(testable = false)
  static WebArchive orders() {
    return Archives.orders();
  }

  @Override
  public ServerUnderTest server() {
    return ServerUnderTest.of(deployment);
  }

  @Test
  void theApplicationKeepsItsOwnContextRoot() {
    assertThat(server().base()).hasPath("/orders/");
  }
}
