package dev.courant.it.admin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.courant.it.HubCaller;
import dev.courant.it.ServerUnderTest;
import dev.courant.it.StreamReader;
import jakarta.json.JsonObject;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Streams that an operator ends, and clients that are to stay away. */
public interface DismissalBehaviour {
  /** The server on which the application is deployed. */
  ServerUnderTest server();

  @Test
  default void whoIsToStayAwayIsAnswered204AndEverybodyElseIsNot() throws Exception {
    HubCaller caller = new HubCaller(server());
    String ann = caller.mint("{\"subject\":\"dismissed\",\"subscribe\":[\"*\"]}");
    String bob = caller.mint("{\"subject\":\"kept\",\"subscribe\":[\"*\"]}");
    String stream = HubCaller.HUB + "?match=/dismissed/a";
    try (var others = StreamReader.open(server(), stream, "Authorization", bob);
        var one = StreamReader.open(server(), stream, "Authorization", ann)) {
      dismiss("{\"subject\":\"dismissed\",\"issuer\":\"courant\",\"stay_away_seconds\":600}", 1);
      one.awaitEnd();
      for (String path : List.of(stream, "api/poll?match=/dismissed/a&last_event_id=earliest")) {
        HttpResponse<String> back = caller.send(caller.request(path).header("Authorization", ann));
        assertThat(back.statusCode()).as(path).isEqualTo(204);
        assertThat(back.body()).isEmpty();
      }
      caller.publish("topic", "/dismissed/a", "data", "still here");
      assertThat(others.awaitData(1)).containsExactly("still here");
    }
    lift("dismissed");
    StreamReader.open(server(), stream, "Authorization", ann).close();
  }

  @Test
  default void aClientWithoutANameIsKnownAgainByWhatItAsksForAndItsProgram() throws Exception {
    HubCaller caller = new HubCaller(server());
    String stream = HubCaller.HUB + "?match=/dismissed/nameless";
    try (var one = StreamReader.open(server(), stream, "User-Agent", "one")) {
      String id = one.headers().firstValue("Courant-Subscriber").orElseThrow();
      dismiss("{\"connection\":\"%s\",\"stay_away_seconds\":600}".formatted(id), 1);
      one.awaitEnd();
    }
    assertThat(caller.send(caller.request(stream).header("User-Agent", "one")).statusCode())
        .isEqualTo(204);
    StreamReader.open(server(), stream, "User-Agent", "another").close();
    StreamReader.open(server(), stream + "s", "User-Agent", "one").close();
    lift("/dismissed/nameless");
  }

  @Test
  default void allStreamsOfATokenEnd() throws Exception {
    HubCaller caller = new HubCaller(server());
    String token = caller.mint("{\"subject\":\"t\",\"subscribe\":[\"*\"]}");
    String other = caller.mint("{\"subject\":\"t\",\"subscribe\":[\"*\"]}");
    String stream = HubCaller.HUB + "?match=/dismissed/token";
    try (var one = StreamReader.open(server(), stream, "Authorization", token);
        var two = StreamReader.open(server(), stream, "Authorization", token);
        var rest = StreamReader.open(server(), stream, "Authorization", other)) {
      JsonObject seen = connection(one);
      dismiss("{\"token_id\":\"%s\"}".formatted(seen.getString("token_id")), 2);
      one.awaitEnd();
      two.awaitEnd();
      assertThat(connection(rest).getString("state")).isEqualTo("live");
    }
    StreamReader.open(server(), stream, "Authorization", token).close();
  }

  private JsonObject connection(StreamReader reader) throws Exception {
    HubCaller caller = new HubCaller(server());
    String id = reader.headers().firstValue("Courant-Subscriber").orElseThrow();
    return Contract.parse(
        caller.send(caller.sending("GET", "api/admin/connections/" + id, "")).body());
  }

  private void dismiss(String body, int ended) throws Exception {
    HubCaller caller = new HubCaller(server());
    assertThat(caller.send(caller.sending("POST", "api/admin/dismissals", body)).body())
        .isEqualTo("{\"ended\":%d}".formatted(ended));
  }

  /** Lets those come back of whom the text tells. */
  private void lift(String text) throws Exception {
    HubCaller caller = new HubCaller(server());
    JsonObject all =
        Contract.parse(caller.send(caller.sending("GET", "api/admin/dismissals", "")).body());
    for (JsonObject ban : all.getJsonArray("bans").getValuesAs(JsonObject.class)) {
      if (ban.toString().contains(text)) {
        String path = "api/admin/dismissals/" + ban.getString("id");
        assertThat(caller.send(caller.sending("DELETE", path, "")).statusCode()).isEqualTo(204);
      }
    }
  }
}
