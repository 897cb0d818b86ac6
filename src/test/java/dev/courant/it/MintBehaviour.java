package dev.courant.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Tokens of the hub's own: the admin token, and those that it lets one make. */
interface MintBehaviour {
  /** The server on which the application is deployed. */
  ServerUnderTest server();

  @Test
  default void theAdminTokenIsASignedOneThatOnlyTheOwnerOfTheServerCanRead() throws Exception {
    for (String name : List.of("admin-token", "signing-key")) {
      Path file = server().dataDirectory().resolve(name);
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
          .isEqualTo("rw-------");
    }
    var directory = Files.getPosixFilePermissions(server().dataDirectory());
    assertThat(PosixFilePermissions.toString(directory)).isEqualTo("rwx------");
    assertThat(new HubCaller(server()).bearer()).matches("Bearer [\\w-]+\\.[\\w-]+\\.[\\w-]+");
  }

  @Test
  default void aTokenThatWasMadeDoesWhatItWasMadeFor() throws Exception {
    HubCaller caller = new HubCaller(server());
    HttpResponse<String> response =
        mint(
            """
            {"subject":"shop","publish":["/mint/a"],"lifetime":60,
             "subscribe":["/mint/a",{"match":"/mint/b","match_type":"exact"}]}""");
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    assertThat(response.headers().firstValue("Content-Type").orElse(""))
        .startsWith("application/jwt");
    assertThat(response.headers().firstValue("Cache-Control")).hasValue("no-store");
    String bearer = "Bearer " + response.body();

    String stream = HubCaller.HUB + "?match=/mint/a";
    try (var reader = StreamReader.open(server(), stream, "Authorization", bearer)) {
      String form = HubCaller.form("topic", "/mint/a", "data", "x", "private", "on");
      assertThat(caller.send(caller.posting(form).header("Authorization", bearer)).statusCode())
          .isEqualTo(200);
      assertThat(reader.awaitData(1)).containsExactly("x");
    }
    HttpRequest.Builder beyond = caller.posting("topic=/mint/b").header("Authorization", bearer);
    Challenges.assertRefused(server(), "publish beyond", beyond, 403, Challenges.NO_GRANT);
    HttpRequest.Builder more = minting("{\"subject\":\"x\"}").header("Authorization", bearer);
    Challenges.assertRefused(server(), "mint with it", more, 403, Challenges.NO_GRANT);
  }

  @Test
  default void anAdministratorMayMakeAnother() throws Exception {
    HttpResponse<String> response = mint("{\"subject\":\"ops\",\"admin\":true}");
    HttpRequest.Builder next =
        minting("{\"subject\":\"x\"}").header("Authorization", "Bearer " + response.body());
    assertThat(new HubCaller(server()).send(next).statusCode()).isEqualTo(200);
  }

  @Test
  default void twoPublishersMayUseTheSameIdempotencyKey() throws Exception {
    String first = publishedOnce("shop", "by the shop");
    assertThat(publishedOnce("shop", "by the shop")).isEqualTo(first);
    assertThat(publishedOnce("depot", "by the depot")).isNotEqualTo(first);
  }

  private String publishedOnce(String subject, String data) throws Exception {
    HubCaller caller = new HubCaller(server());
    String order = "{\"subject\":\"%s\",\"publish\":[\"*\"]}".formatted(subject);
    HttpRequest.Builder request =
        caller
            .posting(HubCaller.form("topic", "/mint/key", "data", data))
            .header("Authorization", "Bearer " + mint(order).body())
            .header("Idempotency-Key", "mint-1");
    HttpResponse<String> response = caller.send(request);
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    return response.body();
  }

  @Test
  default void anOrderThatIsNotRightIsRefused() throws Exception {
    String bearer = new HubCaller(server()).bearer();
    for (String body :
        List.of(
            "",
            "[]",
            "{",
            "{}",
            "{\"subject\":\"\"}",
            "{\"subject\":\"a\\nb\"}",
            "{\"subject\":1}",
            "{\"subject\":\"a\",\"subject\":\"b\"}",
            "{\"subject\":\"a\",\"role\":\"x\"}",
            "{\"subject\":\"a\",\"publish\":\"/a\"}",
            "{\"subject\":\"a\",\"publish\":[1]}",
            "{\"subject\":\"a\",\"publish\":[\"\"]}",
            "{\"subject\":\"a\",\"publish\":[{\"match\":\"/a\"}]}",
            "{\"subject\":\"a\",\"publish\":[{\"match\":\"/a\",\"match_type\":\"regex\"}]}",
            "{\"subject\":\"a\",\"admin\":\"true\"}",
            "{\"subject\":\"a\",\"lifetime\":0}",
            "{\"subject\":\"a\",\"lifetime\":-1}",
            "{\"subject\":\"a\",\"lifetime\":1.5}",
            "{\"subject\":\"a\",\"lifetime\":31536001}",
            "{\"subject\":\"a\",\"lifetime\":1e999999999}",
            "{\"subject\":\"a\",\"lifetime\":\"60\"}",
            "{\"subject\":\"a\",\"publish\":" + "[".repeat(5000) + "}")) {
      HttpRequest.Builder order = minting(body).header("Authorization", bearer);
      Challenges.assertRefused(server(), body, order, 400, "");
    }
    String huge = "{\"subject\":\"a\",\"publish\":[\"" + "t".repeat(70_000) + "\"]}";
    Challenges.assertRefused(
        server(), "a huge one", minting(huge).header("Authorization", bearer), 413, "");
    HttpRequest.Builder form =
        minting("{\"subject\":\"a\"}")
            .header("Authorization", bearer)
            .setHeader("Content-Type", "text/plain");
    Challenges.assertRefused(server(), "another type", form, 415, "");
  }

  private HttpResponse<String> mint(String json) throws Exception {
    HubCaller caller = new HubCaller(server());
    return caller.send(minting(json).header("Authorization", caller.bearer()));
  }

  private HttpRequest.Builder minting(String json) {
    return new HubCaller(server())
        .posting(json)
        .uri(server().at("api/admin/tokens"))
        .setHeader("Content-Type", "application/json");
  }
}
