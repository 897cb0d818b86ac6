package dev.courant.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * What is not published over HTTP, and how that is said: problem details (RFC 9457), and for tokens
 * the challenge of RFC 6750. Every refused publication names {@link #TOPIC} among its topics, whose
 * reader must not see any of them.
 */
interface RefusalBehaviour {
  String TOPIC = "/refusal";

  /** The server on which the application is deployed. */
  ServerUnderTest server();

  @Test
  default void aPublicationThatBreaksARuleIsRefusedAndNothingOfItIsSeen() throws Exception {
    HubCaller caller = new HubCaller(server());
    String good = HubCaller.form("topic", TOPIC, "data", "must not be seen");
    Map<String, String> bodies = new LinkedHashMap<>();
    bodies.put("no topic at all", "data=x");
    bodies.put("nothing at all", "");
    bodies.put("an empty topic", good + "&topic=");
    bodies.put("every topic", good + "&topic=*");
    String hub = server().base().getPath() + HubCaller.HUB;
    bodies.put("the hub's own topics", good + "&topic=" + hub + "/subscriptions");
    String disguised = hub.replace("/.well-known/mer", "/a/%2e%2E/.well-known\\m%65r");
    bodies.put(
        "the same, disguised",
        good + "&topic=" + HubCaller.encode("HTTPS:\\\\x.example" + disguised + "?x"));
    bodies.put("a topic of 4,097 bytes", good + "&topic=" + "t".repeat(4097));
    bodies.put("an id that looks like a position", good + "&id=%23x-1");
    bodies.put("the id of the beginning", good + "&id=earliest");
    bodies.put("an id that is too long", good + "&id=" + "i".repeat(1025));
    bodies.put("a type of the protocol", good + "&type=mercure");
    bodies.put("a type of the hub", good + "&type=courant");
    bodies.put("a retry that is no number", good + "&retry=soon");
    bodies.put("a negative retry", good + "&retry=-1");
    bodies.put("a fraction", good + "&retry=1.5");
    bodies.put("digits of another script", good + "&retry=" + HubCaller.encode("١٢"));
    bodies.put("a topic that is not UTF-8", good + "&topic=%FF");
    bodies.put("data that is not UTF-8", "topic=" + TOPIC + "&data=%C3%28");
    bodies.put("a surrogate in UTF-8", "topic=" + TOPIC + "&data=%ED%A0%80");
    bodies.put("a name that is not UTF-8", good + "&%C3=x");
    try (var reader = StreamReader.on(server(), TOPIC)) {
      for (var body : bodies.entrySet()) {
        assertProblem(body.getKey(), caller.post(body.getValue()), 400, null);
      }
      assertNothingWasSeen(reader);
    }
  }

  @Test
  default void whatIsTooLargeIsRefusedWith413() throws Exception {
    HubCaller caller = new HubCaller(server());
    int mebibyte = 1024 * 1024;
    String topic = HubCaller.form("topic", TOPIC) + "&";
    String thousandMore =
        IntStream.rangeClosed(1, 1000)
            .mapToObj(i -> "topic=/t/" + i)
            .collect(Collectors.joining("&"));
    try (var reader = StreamReader.on(server(), TOPIC)) {
      String above = topic + "data=" + "x".repeat(mebibyte + 1);
      assertProblem("data above 1 MiB", caller.post(above), 413, null);
      String above2 = topic + "data=" + "%C3%A4".repeat(mebibyte / 2) + "x";
      assertProblem("the same in bytes", caller.post(above2), 413, null);
      String huge = topic + "data=" + "x".repeat(4 * mebibyte);
      assertProblem("a huge body", caller.post(huge), 413, null);
      assertProblem("1,001 topics", caller.post(topic + thousandMore), 413, null);
      assertProblem("a million fields", caller.post(topic + "a&".repeat(1_000_000)), 413, null);
      assertNothingWasSeen(reader);
    }
  }

  @Test
  default void whoMayNotPublishIsTurnedAwayBeforeTheBodyIsRead() throws Exception {
    HubCaller caller = new HubCaller(server());
    String token = caller.bearer().substring("Bearer ".length());
    String good = HubCaller.form("topic", TOPIC, "data", "must not be seen");
    Challenges challenges = Challenges.of(server());
    String none = challenges.noToken();
    try (var reader = StreamReader.on(server(), TOPIC)) {
      for (String body : new String[] {good, "nonsense"}) {
        assertProblem("no token", caller.send(caller.posting(body)), 401, none);
        assertProblem("a scheme that is not known", authorized(body, "Signature eDp5"), 401, none);
        assertProblem("a wrong token", authorized(body, "Bearer nope"), 401, challenges.badToken());
        assertProblem(
            "a token cut short",
            authorized(body, "Bearer " + token.substring(1)),
            401,
            challenges.badToken());
        for (String malformed :
            new String[] {"Bearer", "Bearer a b", "Bearer ä", "Bearer=" + token, "Bearer a,b"}) {
          assertProblem(
              malformed, authorized(body, malformed), 400, "Bearer error=\"invalid_request\"");
        }
      }
      assertNothingWasSeen(reader);
    }
  }

  @Test
  default void theNameOfTheSchemeMayBeWrittenInAnyCase() throws Exception {
    String token = new HubCaller(server()).bearer().substring("Bearer ".length());
    String body = HubCaller.form("topic", "/refusal/none");
    assertThat(authorized(body, "bEARER " + token).statusCode()).isEqualTo(200);
  }

  @Test
  default void aTokenInTheUrlIsNotAToken() throws Exception {
    HubCaller caller = new HubCaller(server());
    String token = caller.bearer().substring("Bearer ".length());
    for (String name : new String[] {"access_token", "authorization"}) {
      HttpRequest.Builder request =
          caller.posting("topic=/x").uri(server().at(HubCaller.HUB + "?" + name + "=" + token));
      assertProblem(name, caller.send(request), 401, Challenges.of(server()).noToken());
    }
  }

  @Test
  default void onlyAFormIsRead() throws Exception {
    HubCaller caller = new HubCaller(server());
    String good = HubCaller.form("topic", TOPIC, "data", "must not be seen");
    try (var reader = StreamReader.on(server(), TOPIC)) {
      for (String type :
          new String[] {"text/plain", "application/json", "multipart/form-data; boundary=x"}) {
        HttpRequest.Builder request = caller.posting(good).setHeader("Content-Type", type);
        request.header("Authorization", caller.bearer());
        assertProblem(type, caller.send(request), 415, null);
      }
      HttpRequest.Builder zipped = caller.posting(good).header("Content-Encoding", "gzip");
      zipped.header("Authorization", caller.bearer());
      assertProblem("a compressed body", caller.send(zipped), 415, null);
      assertNothingWasSeen(reader);
    }
  }

  @Test
  default void aFormIsAFormWhateverParametersItsTypeHas() throws Exception {
    HubCaller caller = new HubCaller(server());
    HttpRequest.Builder request =
        caller
            .posting(HubCaller.form("topic", "/refusal/none"))
            .setHeader("Content-Type", "Application/X-WWW-Form-Urlencoded; charset=UTF-8")
            .header("Authorization", caller.bearer());
    assertThat(caller.send(request).statusCode()).isEqualTo(200);
  }

  private HttpResponse<String> authorized(String body, String authorization) throws Exception {
    HubCaller caller = new HubCaller(server());
    return caller.send(caller.posting(body).header("Authorization", authorization));
  }

  /** What is published last is the first that is seen. */
  private void assertNothingWasSeen(StreamReader reader) throws Exception {
    new HubCaller(server()).publish("topic", TOPIC, "data", "the end");
    assertThat(reader.dataUpTo("the end")).containsExactly("the end");
  }

  private static void assertProblem(
      String what, HttpResponse<String> response, int status, String challenge) {
    assertThat(response.statusCode()).as(what).isEqualTo(status);
    assertThat(response.headers().firstValue("Content-Type").orElse(""))
        .as(what)
        .startsWith("application/problem+json");
    assertThat(response.body())
        .as(what)
        .contains("\"status\":" + status, "\"title\":\"", "\"detail\":\"");
    assertThat(response.headers().allValues("WWW-Authenticate"))
        .as(what)
        .isEqualTo(challenge == null ? Arrays.asList() : Arrays.asList(challenge));
    assertThat(response.headers().firstValue("Cache-Control")).as(what).hasValue("no-store");
  }
}
