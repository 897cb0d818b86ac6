package dev.courant.it;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.io.StringReader;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How a client learns where the hub is and how to get in (Mercure draft 08; RFC 9728). */
interface DiscoveryBehaviour {
  /** The server on which the application is deployed. */
  ServerUnderTest server();

  @Test
  default void theMetadataTellsHowToGetIn() throws Exception {
    HttpResponse<String> response = new HubCaller(server()).get(Challenges.METADATA);
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.headers().firstValue("Content-Type").orElse(""))
        .startsWith("application/json");
    JsonObject metadata = Json.createReader(new StringReader(response.body())).readObject();
    assertThat(metadata.getString("resource")).endsWith(server().base().getPath() + HubCaller.HUB);
    assertThat(texts(metadata, "authorization_servers"))
        .startsWith(Issuers.ID, Issuers.REMOTE, Issuers.PROVIDER);
    assertThat(texts(metadata, "authorization_details_types_supported"))
        .containsExactly("https://mercure.rocks/authorization-detail");
    assertThat(texts(metadata, "bearer_methods_supported")).containsExactly("header");
    assertThat(metadata.getString("mercure_cookie")).isEqualTo("__Secure-mercure_access_token");
    assertThat(metadata).doesNotContainKey("mercure_subscriptions");
    assertThat(texts(metadata, "mercure_matcher_types_supported")).contains("exact");
  }

  @Test
  default void theMetadataIsThereUnderThePublicPathOfTheHubTooAndUnderNoOther() throws Exception {
    HubCaller caller = new HubCaller(server());
    String root = ".well-known/oauth-protected-resource";
    String full = root + server().base().getPath() + HubCaller.HUB;
    assertThat(caller.get(full).statusCode()).isEqualTo(200);
    for (String other : List.of(root, root + "/", root + "/x", root + "/.well-known")) {
      assertThat(caller.get(other).statusCode()).as(other).isEqualTo(404);
    }
  }

  @Test
  default void everyAnswerOfTheHubTellsWhereItIs() throws Exception {
    String link = "<%s>; rel=\"mercure\"".formatted(Challenges.of(server()).hub());
    for (String path :
        List.of(
            HubCaller.HUB + "?match=/discovery",
            HubCaller.HUB,
            "api/events?match=/discovery",
            "api/admin/overview",
            Challenges.METADATA)) {
      for (String method : List.of("GET", "HEAD", "POST")) {
        try (var client = RawClient.connect(server()).send(method, path, "Content-Length: 0")) {
          assertThat(client.readHead().all("Link")).as(method + " " + path).contains(link);
        }
      }
    }
  }

  private static List<String> texts(JsonObject metadata, String name) {
    return metadata.getJsonArray(name).getValuesAs(JsonString::getString);
  }
}
