package dev.courant.it.signin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.courant.it.HubCaller;
import dev.courant.it.ServerUnderTest;
import dev.courant.it.SocketClient;
import dev.courant.it.StreamReader;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a sign-in opens ends with it. */
interface SessionBehaviour {
  String STREAM = HubCaller.HUB + "?match=/users/alice/mail";
  String SIGNED_OUT = "{\"status\":\"ended\",\"reason\":\"signed-out\"}";
  String SINK = "api/events?match=/users/alice/mail";

  /** So many that a server which ends the session too early for one of them is caught. */
  int SINKS = 5;

  /** The server on which the application is deployed. */
  ServerUnderTest server();

  @Test
  default void theCookieOfTheSessionIsOutOfReachForScriptsAndOtherSites() throws Exception {
    HttpResponse<String> answer = new Visitor(server()).signIn("", "alice", Visitor.PASSWORD);
    assertThat(answer.headers().allValues("Set-Cookie"))
        .singleElement()
        .satisfies(
            cookie ->
                assertThat(List.of(cookie.split("; ?")))
                    .contains("HttpOnly", "SameSite=Lax")
                    .anyMatch(part -> part.equalsIgnoreCase("Path=/courant"))
                    .doesNotContain("Secure"));
  }

  @Test
  default void anIdentifierThatWasPlantedBeforeIsWorthNothing() throws Exception {
    Visitor attacker = new Visitor(server());
    attacker.postFromOwnPage("api/it/session/timeout?seconds=600", "");
    String planted = attacker.cookie();
    assertThat(planted).startsWith("JSESSIONID=");
    HubCaller caller = new HubCaller(server());
    Visitor carol = attacker;
    assertThat(carol.signIn("", "carol", Visitor.PASSWORD).statusCode()).isEqualTo(303);
    assertThat(carol.cookie()).isNotEqualTo(planted);
    assertThat(carol.get("api/admin/overview").statusCode()).isEqualTo(200);
    var withPlanted = caller.request("api/admin/overview").header("Cookie", planted);
    assertThat(caller.send(withPlanted).statusCode()).isEqualTo(401);
  }

  @Test
  default void signingOutEndsTheStreamsOfThatSignInAndNoOthers() throws Exception {
    Visitor alice = Visitor.signedIn(server(), "alice");
    Visitor elsewhere = Visitor.signedIn(server(), "alice");
    try (var stream = alice.listen(STREAM);
        var sink = alice.listen(SINK);
        var other = elsewhere.listen(STREAM);
        var strangers = new Visitor(server()).listen(STREAM)) {
      HttpResponse<String> answer = alice.postFromOwnPage("signout", "");
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(204);
      for (StreamReader reader : List.of(stream, sink)) {
        reader.awaitEnd();
        assertThat(reader.awaitData(1)).containsExactly(SIGNED_OUT);
      }
      assertThat(alice.postFromOwnPage(HubCaller.HUB, "topic=/desk").statusCode()).isEqualTo(401);
      secret("still there");
      assertThat(other.awaitData(1)).containsExactly("still there");
      assertThat(strangers.isOpen()).isTrue();
    }
  }

  @Test
  default void signingOutIsPostedByAPageThatMayAndBringsBack() throws Exception {
    Visitor alice = Visitor.signedIn(server(), "alice");
    try (var stream = alice.listen(STREAM)) {
      assertThat(alice.get("signout").statusCode()).isEqualTo(405);
      assertThat(alice.post("signout", "").statusCode()).isEqualTo(400);
      assertThat(alice.post("signout", "", "Origin", "https://evil.example").statusCode())
          .isEqualTo(403);
      assertThat(alice.postFromOwnPage("signout?to=//evil.example", "").statusCode())
          .isEqualTo(400);
      secret("unharmed");
      assertThat(stream.awaitData(1)).containsExactly("unharmed");
      HttpResponse<String> answer = alice.postFromOwnPage("signout?to=/bye", "");
      assertThat(answer.statusCode()).isEqualTo(303);
      assertThat(answer.headers().firstValue("Location")).hasValue("./bye");
      stream.awaitEnd();
    }
    assertThat(new Visitor(server()).postFromOwnPage("signout", "").statusCode()).isEqualTo(204);
  }

  @Test
  default void anApplicationThatEndsTheSessionEndsItsStreams() throws Exception {
    Visitor alice = Visitor.signedIn(server(), "alice");
    try (var stream = alice.listen(STREAM)) {
      assertThat(alice.postFromOwnPage("api/it/session/end", "").statusCode()).isEqualTo(204);
      stream.awaitEnd();
    }
  }

  @Test
  default void aSessionThatExpiresEndsItsStreamsThoughTheyAreOpen() throws Exception {
    Visitor alice = Visitor.signedIn(server(), "alice");
    int logLength = server().logged().length();
    List<StreamReader> readers = new ArrayList<>(List.of(alice.listen(STREAM)));
    try {
      for (int i = 0; i < SINKS; i++) {
        readers.add(alice.listen(SINK));
      }
      HttpResponse<String> answer = alice.postFromOwnPage("api/it/session/timeout?seconds=2", "");
      assertThat(answer.statusCode()).isEqualTo(204);
      for (StreamReader reader : readers) {
        reader.awaitEnd();
        assertThat(reader.awaitData(1)).containsExactly(SIGNED_OUT);
      }
    } finally {
      for (StreamReader reader : readers) {
        reader.close();
      }
    }
    assertThat(server().logged().substring(logLength)).doesNotContain("Session is invalid");
    // A browser comes back by itself, and is nobody then.
    try (StreamReader again = alice.listen(STREAM)) {
      secret("not for a stranger");
      new HubCaller(server()).publish("topic", "/users/alice/mail", "data", "for all");
      assertThat(again.dataUpTo("for all")).containsExactly("for all");
    }
  }

  @Test
  default void aSessionThatEndsEndsItsWebSocketsHoweverItEnds() throws Exception {
    Visitor alice = Visitor.signedIn(server(), "alice");
    Visitor elsewhere = Visitor.signedIn(server(), "alice");
    try (SocketClient socket = listenBySocket(alice);
        SocketClient other = listenBySocket(elsewhere)) {
      secret("by socket");
      assertThat(socket.dataUpTo("by socket")).containsExactly("by socket");
      assertThat(alice.postFromOwnPage("signout", "").statusCode()).isEqualTo(204);
      assertThat(socket.awaitClose()).isEqualTo(1008);
      elsewhere.postFromOwnPage("api/it/session/timeout?seconds=2", "");
      assertThat(other.awaitClose()).isEqualTo(1008);
    }
  }

  private SocketClient listenBySocket(Visitor visitor) throws Exception {
    return SocketClient.open(
        server(),
        "ws?match=/users/alice/mail",
        "Cookie",
        visitor.cookie(),
        "Origin",
        visitor.ownOrigin());
  }

  @Test
  default void signingInOnceMoreHarmsNoStream() throws Exception {
    Visitor visitor = Visitor.signedIn(server(), "alice");
    String before = visitor.cookie();
    try (var stream = visitor.listen(STREAM)) {
      assertThat(visitor.signIn("", "alice", Visitor.PASSWORD).statusCode()).isEqualTo(303);
      assertThat(visitor.cookie()).isNotEqualTo(before);
      secret("the same once more");
      assertThat(stream.awaitData(1)).containsExactly("the same once more");
    }
  }

  @Test
  default void anotherUserInTheSameBrowserTakesTheStreamsOfTheFormerAway() throws Exception {
    Visitor visitor = Visitor.signedIn(server(), "alice");
    try (var stream = visitor.listen(STREAM)) {
      assertThat(visitor.signIn("", "carol", Visitor.PASSWORD).statusCode()).isEqualTo(303);
      assertThat(visitor.get("api/admin/overview").statusCode()).isEqualTo(200);
      stream.awaitEnd();
    }
  }

  private void secret(String data) throws Exception {
    new HubCaller(server()).publish("topic", "/users/alice/mail", "data", data, "private", "on");
  }
}
