package dev.courant.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.Test;

/** What holds as soon as the application is deployed, alone or inside another one. */
interface StartBehaviour {
  /** The server on which the application is deployed. */
  ServerUnderTest server();

  @Test
  default void theLandingPageIsServedBelowTheContextRoot() throws Exception {
    var page =
        HttpClient.newHttpClient()
            .send(HttpRequest.newBuilder(server().base()).build(), BodyHandlers.ofString());
    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.body()).contains("Courant");
  }

  @Test
  default void theServerIsSeenFromOutside() throws Exception {
    assertThat(server().process().isAlive()).isTrue();
    assertThat(server().openFileDescriptors()).isGreaterThan(10);
    assertThat(server().logged()).isNotEmpty();
  }
}
