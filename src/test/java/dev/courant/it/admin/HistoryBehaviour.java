package dev.courant.it.admin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.courant.it.HubCaller;
import dev.courant.it.ServerUnderTest;
import jakarta.json.JsonObject;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** An operator travels in history. */
public interface HistoryBehaviour {
  /** The server on which the application is deployed. */
  ServerUnderTest server();

  @Test
  default void whatWasSentIsFoundByPlaceTimeIdAndTopicInBothDirections() throws Exception {
    HubCaller caller = new HubCaller(server());
    List<String> ids = new ArrayList<>();
    for (int i = 1; i <= 5; i++) {
      ids.add(
          caller.publish("topic", "/history/" + i % 2, "topic", "/history/all", "data", "" + i));
      caller.publish("topic", "/elsewhere", "data", "noise");
    }
    caller.publish("topic", "/history/named", "data", "named", "id", "history-17");

    assertThat(data("topic=/history/all")).containsExactly("5", "4", "3", "2", "1");
    assertThat(data("topic=/history/1&limit=2")).containsExactly("5", "3");
    assertThat(data("pattern=/history/(0|2)")).containsExactly("4", "2");
    String third = ids.get(2).replace("#", "%23");
    String there = "topic=/history/all&position=" + third;
    assertThat(data(there + "&direction=forwards")).containsExactly("3", "4", "5");
    assertThat(data(there)).containsExactly("3", "2", "1");
    assertThat(data("id=history-17&limit=1")).containsExactly("named");

    JsonObject found = list("topic=/history/all&limit=1&position=" + third);
    String time = found.getJsonArray("events").getJsonObject(0).getString("time");
    assertThat(data("topic=/history/all&direction=forwards&time=" + time).get(0))
        .isLessThanOrEqualTo("3");
    assertThat(list("time=2000-01-01T00:00:00Z&direction=forwards&limit=1").getJsonArray("events"))
        .hasSize(1);
    assertThat(list("time=2999-01-01T00:00:00Z&direction=forwards").getJsonArray("events"))
        .isEmpty();
  }

  @Test
  default void onePageLeadsToTheNextUntilHistoryEnds() throws Exception {
    HubCaller caller = new HubCaller(server());
    for (int i = 1; i <= 7; i++) {
      caller.publish("topic", "/history/pages", "data", "" + i);
    }
    List<String> all = new ArrayList<>();
    String query = "topic=/history/pages&limit=3";
    JsonObject page = list(query);
    all.addAll(data(page));
    while (page.containsKey("next")) {
      page = list(query + "&before=" + page.getJsonNumber("next"));
      all.addAll(data(page));
    }
    assertThat(all).containsExactly("7", "6", "5", "4", "3", "2", "1");
  }

  @Test
  default void dataIsHiddenUntilItIsAskedForAndThatIsNoted() throws Exception {
    HubCaller caller = new HubCaller(server());
    String id = caller.publish("topic", "/history/hidden", "data", "the secret", "private", "on");
    String offset = id.substring(id.lastIndexOf('-') + 1);
    assertThat(get("topic=/history/hidden")).contains("/history/hidden").doesNotContain("secret");
    HttpResponse<String> one =
        caller.send(caller.sending("GET", "api/admin/history/" + offset, ""));
    assertThat(one.body()).contains("\"data\":\"the secret\"");
    assertThat(caller.send(caller.sending("GET", "api/admin/audit?limit=1", "")).body())
        .contains("read-data", "offset " + offset);
    for (String unknown : List.of("999999999", "0")) {
      assertThat(
              caller.send(caller.sending("GET", "api/admin/history/" + unknown, "")).statusCode())
          .isEqualTo(404);
    }
    assertThat(status("position=other-1")).isEqualTo(404);
    assertThat(status("id=never-published")).isEqualTo(404);
  }

  private List<String> data(String query) throws Exception {
    return data(list(query));
  }

  private static List<String> data(JsonObject page) {
    return page.getJsonArray("events").getValuesAs(JsonObject.class).stream()
        .map(event -> event.getString("data"))
        .toList();
  }

  private JsonObject list(String query) throws Exception {
    return Contract.parse(get(query + "&data=true"));
  }

  private String get(String query) throws Exception {
    HubCaller caller = new HubCaller(server());
    HttpResponse<String> answer =
        caller.send(caller.sending("GET", "api/admin/history?" + escaped(query), ""));
    assertThat(answer.statusCode()).as(query + ": " + answer.body()).isEqualTo(200);
    return answer.body();
  }

  private int status(String query) throws Exception {
    HubCaller caller = new HubCaller(server());
    return caller
        .send(caller.sending("GET", "api/admin/history?" + escaped(query), ""))
        .statusCode();
  }

  private static String escaped(String query) {
    return query.replace("(", "%28").replace("|", "%7C").replace(")", "%29");
  }
}
