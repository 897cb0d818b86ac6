package dev.courant.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Who may have a WebSocket, and how everybody else is told: before the upgrade, by HTTP. */
interface SocketDoorBehaviour {
  String SOCKET = "ws?match=/socket/door";

  /** The server on which the application is deployed. */
  ServerUnderTest server();

  @Test
  default void aWebSocketOfAForeignOriginIsRefusedBeforeTheUpgrade() throws Exception {
    String own = "http://" + server().base().getRawAuthority();
    for (String origin : List.of("https://evil.example", own + "0", "http://localhost:3051")) {
      assertRefused(403, SOCKET, Handshakes.lines("Origin: " + origin));
    }
    assertRefused(403, SOCKET, Handshakes.lines("Origin: null"));
    for (String origin : List.of(own, "http://localhost:3050")) {
      assertThat(upgraded(SOCKET, "Origin: " + origin).status()).as(origin).isEqualTo(101);
    }
    assertThat(upgraded(SOCKET).status()).as("no page at all").isEqualTo(101);
  }

  @Test
  default void aWebSocketRequestThatIsWrongIsAnsweredWithAProblem() throws Exception {
    assertRefused(400, "ws", Handshakes.lines());
    assertRefused(400, "ws?match_regexp=x", Handshakes.lines());
    assertRefused(400, "ws?match_urlpattern=(", Handshakes.lines());
    RawClient.Head bad =
        assertRefused(401, SOCKET, Handshakes.lines("Authorization: Bearer nonsense"));
    assertThat(bad.all("WWW-Authenticate")).containsExactly(Challenges.of(server()).badToken());
    assertRefused(
        400, SOCKET, "Upgrade: websocket", "Connection: Upgrade", "Sec-WebSocket-Version: 13");
  }

  @Test
  default void aRequestForAWebSocketThatDoesNotSaySoIsToldWhatIsSpokenThere() throws Exception {
    for (String[] lines :
        new String[][] {
          {},
          {"Upgrade: irc", "Connection: Upgrade"},
          {
            "Upgrade: websocket",
            "Connection: Upgrade",
            "Sec-WebSocket-Version: 8",
            "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ=="
          }
        }) {
      // Payara leaves the Content-Type out where another protocol is asked for.
      RawClient.Head head = ask(SOCKET, lines);
      assertThat(head.status()).isEqualTo(426);
      assertThat(head.all("Upgrade")).containsExactly("websocket");
      assertThat(head.all("Sec-WebSocket-Version")).containsExactly("13");
    }
  }

  @Test
  default void aCookieCountsForAWebSocketOnlyWhereThePageIsOneThatMay() throws Exception {
    HubCaller caller = new HubCaller(server());
    String cookie =
        "__Secure-mercure_access_token=" + caller.bearer().substring("Bearer ".length());
    assertRefused(400, SOCKET, Handshakes.lines("Cookie: " + cookie));
    assertRefused(
        403, SOCKET, Handshakes.lines("Cookie: " + cookie, "Origin: https://evil.example"));
    String own = "http://" + server().base().getRawAuthority();
    try (SocketClient socket =
        SocketClient.open(server(), SOCKET, "Cookie", cookie, "Origin", own)) {
      caller.publish("topic", "/socket/door", "data", "for the cookie", "private", "on");
      assertThat(socket.dataUpTo("for the cookie")).containsExactly("for the cookie");
    }
  }

  @Test
  default void aWebSocketIsToldItsNameInTheHandshakeAndInItsFirstMessage() throws Exception {
    RawClient.Head head = upgraded(SOCKET + "&last_event_id=earliest");
    assertThat(head.all("Courant-Subscriber")).singleElement().asString().startsWith("urn:uuid:");
    assertThat(head.all("Mercure-Last-Event-ID")).containsExactly("earliest");
    try (SocketClient socket = SocketClient.open(server(), SOCKET)) {
      assertThat(socket.id()).startsWith("urn:uuid:");
    }
  }

  private RawClient.Head upgraded(String path, String... headers) throws Exception {
    try (RawClient client = RawClient.connect(server())) {
      return client.send("GET", path, Handshakes.lines(headers)).readHead();
    }
  }

  private RawClient.Head assertRefused(int status, String path, String... headers)
      throws Exception {
    RawClient.Head head = ask(path, headers);
    String what = path + " " + String.join(", ", headers);
    assertThat(head.status()).as(what).isEqualTo(status);
    assertThat(head.all("Content-Type"))
        .as(what)
        .singleElement()
        .asString()
        .startsWith("application/problem+json");
    return head;
  }

  private RawClient.Head ask(String path, String... headers) throws Exception {
    try (RawClient client = RawClient.connect(server())) {
      return client.send("GET", path, headers).readHead();
    }
  }
}
