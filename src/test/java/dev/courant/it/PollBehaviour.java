package dev.courant.it;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Polling and long-polling. */
interface PollBehaviour {
  /** The server on which the application is deployed. */
  ServerUnderTest server();

  @Test
  default void withoutACursorAPollIsAnsweredAtOnceWithTheHead() throws Exception {
    HubCaller caller = new HubCaller(server());
    String id = caller.publish("topic", "/poll/head", "data", "before");
    HttpResponse<String> response = caller.get(Poller.PATH + "match=/poll/head&wait=60");
    JsonObject answer = Poller.json(response);
    assertThat(answer.getJsonArray("events")).isEmpty();
    assertThat(answer.getString("cursor")).startsWith(id.substring(0, id.indexOf('-')));
    assertThat(answer).doesNotContainKey("notice");
    assertThat(response.headers().firstValue("Content-Type").orElse(""))
        .startsWith("application/json");
    assertThat(response.headers().firstValue("Cache-Control")).hasValue("no-store");
    assertThat(response.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
    caller.publish("topic", "/poll/head", "data", "after");
    var poller = new Poller(server(), "match=/poll/head", 20, answer.getString("cursor"));
    assertThat(Poller.dataOf(poller.poll())).containsExactly("after");
  }

  @Test
  default void aPollWaitsForAnEventAndIsAnsweredThen() throws Exception {
    HubCaller caller = new HubCaller(server());
    var poller = new Poller(server(), "match=/poll/wait", 60, head("/poll/wait"));
    CompletableFuture<JsonObject> answer = later(poller);
    awaitListeners("wait", 1);
    caller.publish("topic", "/poll/other", "data", "of no concern");
    caller.publish("topic", "/poll/wait", "data", "x", "id", "urn:poll:own");
    JsonObject event = answer.get().getJsonArray("events").getJsonObject(0);
    assertThat(event.getString("id")).isEqualTo("urn:poll:own");
    assertThat(event.getString("data")).isEqualTo("x");
    assertThat(event.getJsonArray("topics").getString(0)).isEqualTo("/poll/wait");
    assertThat(poller.cursor()).matches("#.+-\\d+");
  }

  @Test
  default void whereNothingComesThePollEndsAndTheCursorHasMovedOn() throws Exception {
    HubCaller caller = new HubCaller(server());
    String before = head("/poll/nothing");
    String elsewhere = caller.publish("topic", "/poll/elsewhere", "data", "x");
    for (int wait : List.of(0, 1)) {
      var poller = new Poller(server(), "match=/poll/nothing", wait, before);
      JsonObject answer = poller.poll();
      assertThat(answer.getJsonArray("events")).isEmpty();
      assertThat(offset(poller.cursor())).isGreaterThanOrEqualTo(offset(elsewhere));
    }
  }

  private static long offset(String cursor) {
    return Long.parseLong(cursor.substring(cursor.lastIndexOf('-') + 1));
  }

  @Test
  default void anAnswerHasAsManyEventsAsItMayAndTheNextOneGoesOn() throws Exception {
    HubCaller caller = new HubCaller(server());
    String head = head("/poll/limit");
    for (int i = 0; i < 7; i++) {
      // The same id twice: a cursor of ids would go round in a circle.
      caller.publish("topic", "/poll/limit", "data", "" + i, "id", "urn:poll:" + i % 2);
    }
    var poller = new Poller(server(), "match=/poll/limit&limit=3", 0, head);
    assertThat(Poller.dataOf(poller.poll())).containsExactly("0", "1", "2");
    assertThat(Poller.dataOf(poller.poll())).containsExactly("3", "4", "5");
    assertThat(Poller.dataOf(poller.poll())).containsExactly("6");
    assertThat(Poller.dataOf(poller.poll())).isEmpty();
  }

  @Test
  default void anAnswerIsBoundedInBytesToo() throws Exception {
    HubCaller caller = new HubCaller(server());
    String head = head("/poll/bytes");
    String large = "x".repeat(600_000);
    for (int i = 0; i < 3; i++) {
      caller.publish("topic", "/poll/bytes", "data", large);
    }
    var poller = new Poller(server(), "match=/poll/bytes", 0, head);
    for (int i = 0; i < 3; i++) {
      assertThat(poller.poll().getJsonArray("events")).hasSize(1);
    }
  }

  @Test
  default void whatIsLostIsToldInTheAnswer() throws Exception {
    var poller = new Poller(server(), "match=/poll/lost", 30, "urn:never");
    JsonObject answer = poller.poll();
    assertThat(answer.getJsonObject("notice").getString("status")).isEqualTo("reset");
    assertThat(answer.getString("cursor"))
        .isEqualTo(answer.getJsonObject("notice").getString("head"));
    new HubCaller(server()).publish("topic", "/poll/lost", "data", "x");
    assertThat(Poller.dataOf(poller.poll())).containsExactly("x");
  }

  @Test
  default void aPollGetsPrivateEventsWithTheRightsOfNow() throws Exception {
    HubCaller caller = new HubCaller(server());
    String head = head("/poll/private");
    String token = caller.mint("{\"subject\":\"p\",\"subscribe\":[\"/poll/private\"]}");
    caller.publish("topic", "/poll/private", "data", "secret", "private", "on", "id", "urn:hidden");
    caller.publish("topic", "/poll/private", "data", "public");
    var granted = new Poller(server(), "match=/poll/private", 0, head);
    assertThat(Poller.dataOf(granted.poll("Authorization", token)))
        .containsExactly("secret", "public");
    var anonymous = new Poller(server(), "match=/poll/private", 0, head);
    assertThat(anonymous.poll().toString()).contains("public").doesNotContain("secret", "hidden");
    // Where that is the last one, the cursor does not tell either.
    caller.publish("topic", "/poll/private", "data", "secret", "private", "on", "id", "urn:hidden");
    assertThat(anonymous.poll().toString()).doesNotContain("secret", "hidden");
    var guessing = new Poller(server(), "match=/poll/private", 0, "urn:hidden");
    assertThat(guessing.poll().getJsonObject("notice").getString("status")).isEqualTo("reset");
    HttpRequest.Builder bad =
        caller.request(Poller.PATH + "match=/x").header("Authorization", "Bearer nope");
    assertThat(caller.send(bad).statusCode()).isEqualTo(401);
  }

  @Test
  default void aPollThatBreaksARuleIsRefused() throws Exception {
    HubCaller caller = new HubCaller(server());
    for (String query :
        List.of(
            "wait=1",
            "match=/x&wait=61",
            "match=/x&wait=-1",
            "match=/x&wait=",
            "match=/x&wait=soon",
            "match=/x&wait=99999999999",
            "match=/x&limit=0",
            "match=/x&limit=1001",
            "match=/x&limit=1.5",
            "match=%FF",
            "match_regex=.*")) {
      HttpResponse<String> refused = caller.get(Poller.PATH + query);
      assertThat(refused.statusCode()).as(query).isEqualTo(400);
      assertThat(refused.body()).as(query).contains("\"status\":400");
    }
    HttpRequest.Builder post = caller.posting("match=/x").uri(server().at("api/poll"));
    assertThat(caller.send(post).statusCode()).isEqualTo(405);
    HttpRequest.Builder foreign =
        caller.request(Poller.PATH + "match=/x").header("Origin", "https://evil.example");
    assertThat(caller.send(foreign).statusCode()).isEqualTo(403);
  }

  @Test
  default void betweenTwoPollsNothingIsLostAndNothingComesTwice() throws Exception {
    HubCaller caller = new HubCaller(server());
    int count = 400;
    var poller = new Poller(server(), "match=/poll/chain&limit=7", 20, head("/poll/chain"));
    ExecutorService publisher = Executors.newSingleThreadExecutor();
    try {
      Future<?> unused =
          publisher.submit(
              () -> {
                for (int i = 0; i < count; i++) {
                  caller.publish("topic", "/poll/chain", "data", "" + i);
                }
                return null;
              });
      assertThat(poller.await(count))
          .extracting(event -> event.getString("data"))
          .containsExactlyElementsOf(IntStream.range(0, count).mapToObj(i -> "" + i).toList());
    } finally {
      publisher.shutdownNow();
    }
  }

  @Test
  default void pollsThatWaitHoldNoThreadsOfTheServer() throws Exception {
    HubCaller caller = new HubCaller(server());
    // Twice as many as there are threads for requests on either server.
    int many = 450;
    String head = head("/poll/many");
    List<CompletableFuture<JsonObject>> answers = new ArrayList<>();
    for (int i = 0; i < many; i++) {
      answers.add(later(new Poller(server(), "match=/poll/many", 60, head)));
    }
    awaitListeners("many", many);
    caller.publish("topic", "/poll/many", "data", "x");
    for (CompletableFuture<JsonObject> answer : answers) {
      assertThat(Poller.dataOf(answer.get())).containsExactly("x");
    }
    awaitListeners("many", 0);
  }

  private void awaitListeners(String topic, int count) throws Exception {
    HubCaller caller = new HubCaller(server());
    HttpRequest.Builder request =
        caller
            .request(HubCaller.HUB + "/subscriptions/exact/%2Fpoll%2F" + topic)
            .header("Authorization", caller.bearer());
    Eventually.holds(
        () ->
            assertThat(caller.send(request).body().split("urn:uuid:[^\"]*\",\"active", -1))
                .hasSize(count + 1));
  }

  private CompletableFuture<JsonObject> later(Poller poller) {
    var answer = new CompletableFuture<JsonObject>();
    Thread thread =
        new Thread(
            () -> {
              try {
                answer.complete(poller.poll());
              } catch (Throwable failure) {
                answer.completeExceptionally(failure);
              }
            },
            "poller");
    thread.setDaemon(true);
    thread.start();
    return answer.orTimeout(Duration.ofSeconds(60).toSeconds(), TimeUnit.SECONDS);
  }

  private String head(String topic) throws Exception {
    return Poller.head(server(), topic);
  }
}
