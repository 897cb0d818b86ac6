package dev.courant.it.signin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.courant.it.HubCaller;
import dev.courant.it.durability.ServerProcess;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.Locale;
import java.util.stream.Stream;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * An application that has a web.xml of its own, which asks by a form; in public it is reached by
 * HTTPS.
 */
class FormSignInIT {
  private static final String BY_A_FORM =
      """
      <login-config>
        <auth-method>FORM</auth-method>
        <form-login-config>
          <form-login-page>/login.html</form-login-page>
          <form-error-page>/login-failed.html</form-error-page>
        </form-login-config>
      </login-config>
      """;

  private static ServerProcess process;

  @BeforeAll
  static void start() throws Exception {
    WebArchive application =
        Applications.asking(BY_A_FORM)
            .addAsWebResource(new StringAsset("Who are you?"), "login.html")
            .addAsWebResource(new StringAsset("That is not you."), "login-failed.html");
    process =
        ServerProcess.installed(
            "form",
            application,
            "-Dcourant.hub-url=https://hub.example/courant/.well-known/mercure",
            "-Dcourant.roles=boss",
            "-Dcourant.roles.boss.admin=true");
    process.addUser("carol", Visitor.PASSWORD, "boss");
    process.start();
    process.awaitReady();
  }

  @AfterAll
  static void end() {
    process.close();
  }

  @Test
  void aFormLeadsBackToThePageThatOneCameFrom() throws Exception {
    Visitor carol = new Visitor(process.server());
    HttpResponse<String> form = carol.get("signin?to=/board");
    assertThat(form.body()).contains("Who are you?");
    HttpResponse<String> answer = submit(carol, Visitor.PASSWORD);
    assertThat(answer.statusCode()).isIn(302, 303);
    URI back = URI.create(answer.headers().firstValue("Location").orElseThrow());
    assertThat(back).hasPath("/courant/signin").hasQuery("to=/board");
    HttpResponse<String> signedIn = carol.get("signin?" + back.getRawQuery());
    assertThat(signedIn.headers().firstValue("Location")).hasValue("./board");
    assertThat(carol.get("api/admin/overview").statusCode()).isEqualTo(200);

    assertThat(carol.postFromOwnPage("signout?to=/bye", "").statusCode()).isEqualTo(303);
    assertThat(carol.get("api/admin/overview").statusCode()).isEqualTo(401);
    assertThat(carol.get("signin").body()).as("is asked again").contains("Who are you?");
  }

  @Test
  void aWrongPasswordSignsNobodyIn() throws Exception {
    Visitor carol = new Visitor(process.server());
    carol.get("signin");
    HttpResponse<String> answer = submit(carol, "wrong");
    assertThat(answer.body()).contains("That is not you.");
    assertThat(carol.get("api/admin/overview").statusCode()).isEqualTo(401);
  }

  @Test
  void theCookieGoesOverHttpsOnlyWhereThatIsThePublicScheme() throws Exception {
    Visitor carol = new Visitor(process.server());
    carol.get("signin");
    submit(carol, Visitor.PASSWORD);
    assertThat(carol.get("signin").headers().allValues("Set-Cookie"))
        .isNotEmpty()
        .allSatisfy(
            cookie ->
                assertThat(Stream.of(cookie.toLowerCase(Locale.ROOT).split("; ?")))
                    .contains("httponly", "secure", "samesite=lax"));
  }

  private static HttpResponse<String> submit(Visitor visitor, String password) throws Exception {
    return visitor.post(
        "j_security_check", HubCaller.form("j_username", "carol", "j_password", password));
  }
}
