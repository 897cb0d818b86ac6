package dev.courant.it.admin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.courant.it.Eventually;
import dev.courant.it.Fleet;
import dev.courant.it.HubCaller;
import dev.courant.it.ServerUnderTest;
import dev.courant.it.StreamReader;
import java.net.http.HttpResponse;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What is measured is what was done. */
public interface MetricsBehaviour {
  /** The server on which the application is deployed. */
  ServerUnderTest server();

  @Test
  default void measuresAgreeWithWhatWasDone() throws Exception {
    HubCaller caller = new HubCaller(server());
    Eventually.holds(() -> assertThat(caller.overview("connections")).isZero());
    double stored = measure("courant_published_stored_seconds_count");
    double written = measure("courant_events_written_total");
    double refused = measure("courant_refusals_total{reason=\"INVALID\"}");
    double gone = departures();
    double resumed = measure("courant_replays_total");
    String first;
    try (var one = StreamReader.open(server(), HubCaller.HUB + "?match=/metrics/a");
        var two = StreamReader.open(server(), HubCaller.HUB + "?match=/metrics/a")) {
      first = caller.publish("topic", "/metrics/a", "data", "x").replace("#", "%23");
      for (int i = 1; i < 20; i++) {
        caller.publish("topic", "/metrics/a", "data", "x");
      }
      one.awaitData(20);
      two.awaitData(20);
      assertThat(caller.post("data=x").statusCode()).isEqualTo(400);
      assertThat(measure("courant_connections{transport=\"sse\"}")).isEqualTo(2);
      assertThat(measure("courant_published_stored_seconds_count")).isEqualTo(stored + 20);
      Eventually.holds(
          () -> assertThat(measure("courant_events_written_total")).isEqualTo(written + 40));
      assertThat(measure("courant_refusals_total{reason=\"INVALID\"}")).isEqualTo(refused + 1);
    }
    try (var poll =
        StreamReader.open(server(), HubCaller.HUB + "?match=/metrics/a&last_event_id=" + first)) {
      poll.awaitData(19);
      assertThat(measure("courant_replays_total")).isEqualTo(resumed + 1);
    }
    Eventually.holds(() -> assertThat(departures()).isEqualTo(gone + 3));
    assertThat(measure("courant_connections{transport=\"sse\"}")).isZero();
  }

  @Test
  default void aThousandThatComeAndGoLeaveNothingBehind() throws Exception {
    HubCaller caller = new HubCaller(server());
    Eventually.holds(() -> assertThat(caller.overview("connections")).isZero());
    double gone = departures();
    try (Fleet fleet = Fleet.of(server(), HubCaller.HUB + "?match=/metrics/many", 1000)) {
      Eventually.holds(
          () -> assertThat(measure("courant_connections{transport=\"sse\"}")).isEqualTo(1000));
    }
    // From here on: from the earliest event each poll would look through all that the others wrote.
    String here = caller.publish("topic", "/metrics/many", "data", "x").replace("#", "%23");
    for (int i = 0; i < 2000; i++) {
      HttpResponse<String> poll =
          caller.get("api/poll?match=/metrics/many&wait=0&last_event_id=" + here);
      assertThat(poll.statusCode()).isEqualTo(200);
    }
    Eventually.holds(() -> assertThat(departures()).isEqualTo(gone + 3000));
    for (String transport : new String[] {"sse", "long-poll", "ndjson", "websocket", "jaxrs"}) {
      assertThat(measure("courant_connections{transport=\"%s\"}".formatted(transport))).isZero();
    }
    assertThat(measure("courant_outbox_bytes")).isZero();
  }

  @Test
  default void openMetricsIsThereForThoseWhoAskForIt() throws Exception {
    HubCaller caller = new HubCaller(server());
    HttpResponse<String> answer =
        caller.send(
            caller
                .request("api/metrics")
                .header("Authorization", caller.bearer())
                .header("Accept", "application/openmetrics-text; version=1.0.0"));
    assertThat(answer.headers().firstValue("Content-Type").orElse(""))
        .startsWith("application/openmetrics-text");
    assertThat(answer.body()).endsWith("# EOF\n");
  }

  @Test
  default void healthIsToldToEverybody() throws Exception {
    HubCaller caller = new HubCaller(server());
    for (String path : new String[] {"api/health/live", "api/health/ready"}) {
      HttpResponse<String> answer = caller.get(path);
      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.body()).contains("\"status\":\"UP\"");
    }
  }

  private double departures() throws Exception {
    Matcher counts = Pattern.compile("(?m)^courant_departures_total\\{.*} (.*)$").matcher(scrape());
    return counts.results().mapToDouble(count -> Double.parseDouble(count.group(1))).sum();
  }

  private double measure(String name) throws Exception {
    Matcher line =
        Pattern.compile("(?m)^%s (.*)$".formatted(Pattern.quote(name))).matcher(scrape());
    assertThat(line.find()).as(name).isTrue();
    return Double.parseDouble(line.group(1));
  }

  private String scrape() throws Exception {
    HubCaller caller = new HubCaller(server());
    HttpResponse<String> answer =
        caller.send(caller.request("api/metrics").header("Authorization", caller.bearer()));
    assertThat(answer.statusCode()).isEqualTo(200);
    return answer.body();
  }
}
