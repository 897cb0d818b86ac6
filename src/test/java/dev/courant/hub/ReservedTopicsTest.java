package dev.courant.hub;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.courant.event.RefusedException;
import dev.courant.event.Topic;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each spelling as the WHATWG URL standard reads it, relative to the hub's own URL. */
class ReservedTopicsTest {
  private final ReservedTopics reserved =
      new ReservedTopics(URI.create("https://hub.example/.well-known/mercure"));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://stra\u00DFe.example/.well-known/mercure",
        "https://\u0378.example/.well-known/mercure",
        "https://a b/.well-known/mercure",
        "https://h:99999/.well-known/mercure",
        "https://1.2.3.4.5/.well-known/mercure"
      })
  void whatIsNoHostHereMayBeOneElsewhereAndIsReservedAllTheSame(String topic) {
    assertReserved(reserved, topic);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/.well-known/mercure",
        "/.well-known/mercure/",
        "/.well-known/mercure/subscriptions/a",
        "/.well-known/mercure?x=y",
        "/.well-known/mercure#x",
        "/.well-known/mercure/?x",
        " /.well-known/mercure ",
      })
  void theHubsPathAndWhatLiesBelowItAreReserved(String topic) {
    assertReserved(reserved, topic);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://hub.example/.well-known/mercure",
        "https://hub.example:8443/.well-known/mercure/x",
        "http://evil.example/.well-known/mercure",
        "HTTPS://user:password@evil.example/.well-known/mercure",
        "https://[::1]/.well-known/mercure",
        "ws://evil.example/.well-known/mercure",
        "ftp://evil.example/.well-known/mercure",
        "foo://evil.example/.well-known/mercure",
        "foo:/.well-known/mercure",
        "foo:///.well-known/mercure",
        "file:///.well-known/mercure",
        "file:/.well-known/mercure",
        "file://host/.well-known/mercure",
        "//evil.example/.well-known/mercure",
        "///evil.example/.well-known/mercure",
      })
  void theyAreReservedOnAnySchemeAndHost(String topic) {
    assertReserved(reserved, topic);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http:evil.example/.well-known/mercure",
        "http:/evil.example/.well-known/mercure",
        "http:////evil.example/.well-known/mercure",
        "ws:\\evil.example\\.well-known\\mercure",
        "https:/.well-known/mercure",
        "https:mercure",
        "https:",
        "https:#x",
        "file:.well-known/mercure",
        "file:x/../.well-known/mercure",
      })
  void aSchemeThatForgivesMissingSlashesIsReadInEveryWay(String topic) {
    assertReserved(reserved, topic);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/x/../.well-known/mercure",
        "/./.well-known/./mercure",
        "/.well-known/mercure/x/..",
        "/.well-known/x/../mercure/y",
        "/../../.well-known/mercure",
        "/.well-known/%2e%2E/.well-known/mercure",
        "/x/.%2e/.well-known/%2e/mercure",
        "https://evil.example/x/%2E./.well-known/mercure",
        "foo:/a\\b/../.well-known/mercure",
        "foo://host/a\\b/../.well-known/mercure",
      })
  void dotSegmentsAreRemovedFirst(String topic) {
    assertReserved(reserved, topic);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/.well-known/%6Dercure",
        "/.well-known/%6dercure",
        "/%2Ewell%2Dknown/mercure",
        "/.well-known/%6D%65%72%63%75%72%65/x",
      })
  void encodedLettersAreDecoded(String topic) {
    assertReserved(reserved, topic);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\\.well-known\\mercure",
        "\\\\evil.example\\.well-known\\mercure",
        "/\\evil.example/.well-known\\mercure",
        "https:\\\\evil.example\\.well-known/mercure",
        "/x\\..\\.well-known/mercure",
      })
  void backSlashesAreSlashes(String topic) {
    assertReserved(reserved, topic);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "mercure",
        "./mercure/x",
        "../.well-known/mercure",
        "x/../mercure",
        "?x",
        "#x",
        "?x#y",
        "../x/../.well-known/mercure"
      })
  void relativeTopicsAreResolvedAgainstTheHubsUrl(String topic) {
    assertReserved(reserved, topic);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/.well-known",
        "/.well-known/",
        "/.well-known/mercurex",
        "/.well-known/Mercure",
        "/.well-known//mercure",
        "/x/.well-known/mercure",
        "/.well-known/mercure/..",
        "/.well-known%2Fmercure",
        "/.well-known/%256Dercure",
        "/.well-known/mercure/../x",
        "/x?/.well-known/mercure",
        "/x#/.well-known/mercure",
        "https://hub.example",
        "https://hub.example/orders/1",
        "https://hub.example?/.well-known/mercure",
        "//.well-known/mercure",
        "http://.well-known/mercure",
        "orders",
        "orders/17",
        ".well-known/mercure",
        "evil.example/.well-known/mercure",
        "./orders",
        "urn:uuid:5a",
        "foo:.well-known/mercure",
        "mailto:mercure",
        "100%",
        "%zz",
        ":",
      })
  void everyOtherTopicIsFree(String topic) {
    assertFree(reserved, topic);
  }

  @Test
  void aHubBelowAContextRootReservesItsOwnPathOnly() {
    ReservedTopics below = new ReservedTopics(URI.create("http://h/orders/.well-known/mercure"));
    assertReserved(below, "/orders/.well-known/mercure");
    assertReserved(below, "mercure");
    assertFree(below, "/.well-known/mercure");
  }

  @Test
  void aHubPathWithOtherThanAsciiLettersIsReservedInEverySpelling() {
    ReservedTopics umlaut = new ReservedTopics(URI.create("http://h/gr%C3%B6%C3%9Fe%20a/hub"));
    assertReserved(umlaut, "/gr%C3%B6%C3%9Fe%20a/hub");
    assertReserved(umlaut, "/gr%c3%b6%c3%9fe%20a/hub");
    assertReserved(umlaut, "/größe a/hub");
    assertReserved(umlaut, "hub");
    assertFree(umlaut, "/grosse a/hub");
  }

  @Test
  void aHubAtTheRootReservesTheRoot() {
    for (String url : new String[] {"http://h/", "http://h"}) {
      ReservedTopics root = new ReservedTopics(URI.create(url));
      assertReserved(root, "/");
      assertReserved(root, "http://evil.example");
      assertReserved(root, "http://evil.example/?x");
      assertFree(root, "/orders");
    }
  }

  private static void assertReserved(ReservedTopics reserved, String topic) {
    assertThatThrownBy(() -> reserved.requireFree(new Topic(topic)))
        .as(topic)
        .isInstanceOf(RefusedException.class);
  }

  private static void assertFree(ReservedTopics reserved, String topic) {
    assertThatCode(() -> reserved.requireFree(new Topic(topic)))
        .as(topic)
        .doesNotThrowAnyException();
  }
}
