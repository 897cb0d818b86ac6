package dev.courant.it.admin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.courant.it.HubCaller;
import dev.courant.it.ServerUnderTest;
import jakarta.json.JsonObject;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** Who may do what in the admin API: each operation of the OpenAPI file, by each kind of caller. */
public interface RightsBehaviour {
  /** The server on which the application is deployed. */
  ServerUnderTest server();

  @Test
  default void nobodyButWhoMayLooksIntoTheAdminApi() throws Exception {
    HubCaller caller = new HubCaller(server());
    String reader =
        caller.mint("{\"subject\":\"reader\",\"subscribe\":[\"*\"],\"publish\":[\"*\"]}");
    String observer = caller.mint("{\"subject\":\"watcher\",\"admin\":\"observe\"}");
    for (var path : Contract.of(server()).paths()) {
      for (var operation : ((JsonObject) path.getValue()).entrySet()) {
        String verb = operation.getKey().toUpperCase(Locale.ROOT);
        String rights = ((JsonObject) operation.getValue()).getString("x-rights");
        String what = verb + " " + path.getKey();
        if (rights.equals("none")) {
          assertThat(status(verb, path.getKey(), "")).as(what).isEqualTo(200);
          continue;
        }
        assertThat(status(verb, path.getKey(), "")).as(what + " by nobody").isEqualTo(401);
        assertThat(status(verb, path.getKey(), reader)).as(what + " by a reader").isEqualTo(403);
        assertThat(status(verb, path.getKey(), observer) == 403)
            .as(what + " is refused to an observer")
            .isEqualTo(rights.equals("admin"));
      }
    }
  }

  @Test
  default void whoMayLookSeesTheDataOfPublicEventsOnly() throws Exception {
    HubCaller caller = new HubCaller(server());
    String observer = caller.mint("{\"subject\":\"watcher\",\"admin\":\"observe\"}");
    caller.publish("topic", "/admin/rights", "data", "for all");
    caller.publish("topic", "/admin/rights", "data", "for few", "private", "on");
    HttpResponse<String> seen =
        caller.send(
            caller
                .request("api/admin/history?topic=/admin/rights&data=true&limit=2")
                .header("Authorization", observer));
    assertThat(seen.body()).contains("for all").doesNotContain("for few");
    HttpResponse<String> all =
        caller.send(
            caller
                .request("api/admin/history?topic=/admin/rights&data=true&limit=2")
                .header("Authorization", caller.bearer()));
    assertThat(all.body()).contains("for all", "for few");
  }

  private int status(String verb, String path, String bearer) throws Exception {
    HubCaller caller = new HubCaller(server());
    String filled = path.replaceAll("\\{offset}", "1").replaceAll("\\{\\w+}", "unknown");
    HttpRequest.BodyPublisher body =
        List.of("POST", "PUT").contains(verb)
            ? HttpRequest.BodyPublishers.ofString("{}")
            : HttpRequest.BodyPublishers.noBody();
    HttpRequest.Builder request =
        caller
            .request("api" + filled)
            .method(verb, body)
            .header("Content-Type", "application/json");
    if (!bearer.isEmpty()) {
      request.header("Authorization", bearer);
    }
    return caller.send(request).statusCode();
  }
}
