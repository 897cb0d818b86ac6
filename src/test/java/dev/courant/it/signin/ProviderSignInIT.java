package dev.courant.it.signin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.courant.it.ServerUnderTest.Brand;
import dev.courant.it.durability.ServerProcess;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** An application that sends its visitors to an identity provider (OpenID Connect). */
class ProviderSignInIT {
  private static IdentityProvider provider;
  private static ServerProcess process;

  @BeforeAll
  static void start() throws Exception {
    provider = new IdentityProvider("carol", "boss");
    WebArchive application = Applications.asking("").addPackages(true, "dev.courant.it.signin.app");
    process =
        ServerProcess.installed(
            "provider",
            application,
            "-Dit.provider=" + provider.url(),
            "-Dcourant.roles=boss",
            "-Dcourant.roles.boss.admin=true");
    if (Brand.underTest() == Brand.WILDFLY) {
      process.configure(
          """
          embed-server --server-config=standalone.xml
          /subsystem=undertow/application-security-domain=other:write-attribute(name=integrated-jaspi,value=false)
          stop-embedded-server
          """);
    }
    process.start();
    process.awaitReady();
  }

  @AfterAll
  static void end() {
    process.close();
    provider.close();
  }

  @Test
  void whoComesBackFromTheProviderHasTheRolesThatItTells() throws Exception {
    HttpClient browser =
        HttpClient.newBuilder()
            .cookieHandler(new CookieManager())
            .followRedirects(HttpClient.Redirect.ALWAYS)
            .build();
    assertThat(get(browser, "api/admin/overview").statusCode()).isEqualTo(401);
    HttpResponse<String> page = get(browser, "signin?to=/elsewhere");
    // Both servers forget the query on the way, and so the page.
    assertThat(page.uri()).hasPath("/courant/");
    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(get(browser, "api/admin/overview").statusCode()).isEqualTo(200);
  }

  private static HttpResponse<String> get(HttpClient browser, String path) throws Exception {
    URI uri = process.server().at(path);
    return browser.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
  }
}
