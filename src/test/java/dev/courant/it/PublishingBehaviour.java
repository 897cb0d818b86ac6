package dev.courant.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.courant.wire.EventStreamParser.Dispatched;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Publishing over HTTP, as the Mercure protocol has it (draft 08, "Publication"). */
interface PublishingBehaviour {
  /** The server on which the application is deployed. */
  ServerUnderTest server();

  @Test
  default void aPublishedEventIsAnsweredWithItsIdAsPlainText() throws Exception {
    HubCaller caller = new HubCaller(server());
    try (var reader = StreamReader.on(server(), "/publishing/plain")) {
      HttpResponse<String> response =
          caller.post(HubCaller.form("topic", "/publishing/plain", "data", "hello"));

      assertThat(response.statusCode()).isEqualTo(200);
      assertThat(response.headers().firstValue("Content-Type").orElseThrow())
          .matches("(?i)text/plain; ?charset=utf-8");
      assertThat(response.body()).matches("#[0-9a-z]+-[0-9]+");
      assertThat(reader.await(1))
          .containsExactly(new Dispatched(response.body(), "message", "hello"));
    }
  }

  @Test
  default void aPublisherThatBringsItsOwnIdGetsItBack() throws Exception {
    HubCaller caller = new HubCaller(server());
    try (var reader = StreamReader.on(server(), "/publishing/own")) {
      String id =
          caller.publish("topic", "/publishing/own", "id", "urn:own:1", "data", "x", "type", "t");
      assertThat(id).isEqualTo("urn:own:1");
      assertThat(reader.await(1)).containsExactly(new Dispatched("urn:own:1", "t", "x"));
    }
  }

  @Test
  default void anIdThatAStreamCannotCarryIsReplacedAndTheReplacementIsAnswered() throws Exception {
    HubCaller caller = new HubCaller(server());
    try (var reader = StreamReader.on(server(), "/publishing/foreign")) {
      String id = caller.publish("topic", "/publishing/foreign", "id", "für-1", "data", "x");
      assertThat(id).startsWith("#");
      assertThat(reader.await(1)).containsExactly(new Dispatched(id, "message", "x"));
    }
  }

  @Test
  default void retryReachesTheReader() throws Exception {
    try (var reader = StreamReader.on(server(), "/publishing/retry")) {
      new HubCaller(server()).publish("topic", "/publishing/retry", "retry", "1500", "data", "x");
      reader.await(1);
      assertThat(reader.reconnectionMillis()).hasValue(1500);
    }
  }

  @Test
  default void fieldsThatNobodyKnowsAreIgnored() throws Exception {
    try (var reader = StreamReader.on(server(), "/publishing/unknown")) {
      new HubCaller(server())
          .publish("topic", "/publishing/unknown", "colour", "blue", "", "x", "Data", "no");
      assertThat(reader.awaitData(1)).containsExactly("");
    }
  }

  @Test
  default void aTopicThatIsNotAsciiIsFoundAgain() throws Exception {
    try (var reader = StreamReader.on(server(), "/publishing/größe/🚀")) {
      new HubCaller(server()).publish("topic", "/publishing/größe/🚀", "data", "x");
      assertThat(reader.awaitData(1)).containsExactly("x");
    }
  }

  @Test
  default void aBodyWithoutALengthIsReadToItsEnd() throws Exception {
    HubCaller caller = new HubCaller(server());
    try (var reader = StreamReader.on(server(), "/publishing/chunked")) {
      byte[] form =
          HubCaller.form("topic", "/publishing/chunked", "data", "in chunks").getBytes(UTF_8);
      HttpResponse<String> response =
          caller.send(
              caller
                  .posting("")
                  .POST(BodyPublishers.ofByteArrays(List.of(form)))
                  .header("Authorization", caller.bearer()));
      assertThat(response.statusCode()).isEqualTo(200);
      assertThat(reader.awaitData(1)).containsExactly("in chunks");
    }
  }

  @Test
  default void onlyAReaderWithAGrantGetsAPrivateEvent() throws Exception {
    HubCaller caller = new HubCaller(server());
    String topic = "/publishing/private";
    String hub = HubCaller.HUB + "?match=" + topic;
    String sinks = "api/events?match=" + topic;
    try (var anonymous = StreamReader.open(server(), hub);
        var granted = StreamReader.open(server(), hub, "Authorization", caller.bearer());
        var anonymousSink = StreamReader.open(server(), sinks);
        var grantedSink = StreamReader.open(server(), sinks, "Authorization", caller.bearer())) {
      // It is the presence of the field that counts, not its value.
      caller.publish("topic", topic, "data", "secret 1", "private", "on");
      caller.publish("topic", topic, "data", "secret 2", "private", "off");
      caller.post(HubCaller.form("topic", topic, "data", "secret 3") + "&private");
      caller.publish("topic", topic, "data", "public");

      for (StreamReader reader : List.of(granted, grantedSink)) {
        assertThat(reader.dataUpTo("public"))
            .containsExactly("secret 1", "secret 2", "secret 3", "public");
      }
      for (StreamReader reader : List.of(anonymous, anonymousSink)) {
        assertThat(reader.dataUpTo("public")).containsExactly("public");
      }
    }
  }
}
