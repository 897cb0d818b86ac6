package dev.courant.it;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.StringReader;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Every request has a name, which its answer tells, whichever way it goes. */
interface RequestIdBehaviour {
  String HEADER = "X-Request-Id";

  /** The server on which the application is deployed. */
  ServerUnderTest server();

  @Test
  default void whateverIsAnsweredTellsTheNameThatItsRequestHasBrought() throws Exception {
    HubCaller caller = new HubCaller(server());
    List<HttpRequest.Builder> requests =
        List.of(
            caller.request(""),
            caller.request("client/courant.js"),
            caller.request(HubCaller.HUB),
            caller.request("api/admin/overview"),
            caller.request("api/poll?match=/x"),
            caller.request("nowhere"),
            caller.posting("topic=/x&data=y").header("Authorization", caller.bearer()));
    for (HttpRequest.Builder request : requests) {
      HttpResponse<String> answer = caller.send(request.header(HEADER, "from-the-proxy.7"));
      assertThat(answer.headers().allValues(HEADER))
          .as(answer.uri().toString())
          .containsExactly("from-the-proxy.7");
    }
    try (StreamReader reader =
        StreamReader.open(server(), HubCaller.HUB + "?match=/request-id", HEADER, "of-a-stream")) {
      assertThat(reader.headers().firstValue(HEADER)).hasValue("of-a-stream");
    }
  }

  @Test
  default void aProblemTellsTheNameOfItsRequestByEveryDoor() throws Exception {
    HubCaller caller = new HubCaller(server());
    for (String path : List.of(HubCaller.HUB, "api/admin/overview", "api/poll")) {
      HttpResponse<String> answer = caller.get(path);
      assertThat(answer.statusCode()).as(path).isBetween(400, 499);
      String made = answer.headers().firstValue(HEADER).orElse("");
      assertThat(made).matches("[0-9a-f-]{36}");
      try (JsonReader reader = Json.createReader(new StringReader(answer.body()))) {
        JsonObject problem = reader.readObject();
        assertThat(problem.getString("request_id")).as(path).isEqualTo(made);
      }
    }
  }

  @Test
  default void aRequestThatFailsHasALineInTheLogWithItsName() throws Exception {
    HubCaller caller = new HubCaller(server());
    HttpResponse<String> answer =
        caller.send(caller.request("api/it/failing").header(HEADER, "the-one-that-fails"));
    assertThat(answer.statusCode()).isEqualTo(500);
    Eventually.holds(
        () ->
            assertThat(server().logged())
                .containsPattern(
                    "Request the-one-that-fails has failed: GET /\\w+/api/it/failing: \\w+"));
  }

  @Test
  default void aNameThatIsNoPlainTokenIsNotRepeated() throws Exception {
    HubCaller caller = new HubCaller(server());
    HttpRequest.Builder request =
        caller
            .request(HubCaller.HUB + "?match=/x")
            .method("HEAD", BodyPublishers.noBody())
            .header(HEADER, "<script>alert(1)</script>");
    assertThat(caller.send(request).headers().firstValue(HEADER).orElse(""))
        .matches("[0-9a-f-]{36}");
  }
}
