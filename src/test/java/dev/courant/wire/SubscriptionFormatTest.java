package dev.courant.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Against Mercure draft 08, "Active Subscriptions", and draft 07 for clients of before. */
class SubscriptionFormatTest {
  private static final String HUB = "/.well-known/mercure";
  private static final Subscription PLAIN =
      new Subscription("exact", "/a", "urn:uuid:1", Optional.empty());
  private static final Subscription RICH =
      new Subscription(
          "urlpattern", "https://x.example/:id?a=%2F#\"ü", "s", Optional.of("{\"k\":[1,null]}"));

  @Test
  void eachPartOfAPathIsEncodedOnceAndAsAWhole() {
    assertThat(SubscriptionFormat.MERCURE.path(HUB, RICH))
        .isEqualTo(
            HUB
                + "/subscriptions/urlpattern/"
                + "https%3A%2F%2Fx.example%2F%3Aid%3Fa%3D%252F%23%22%C3%BC/s");
    assertThat(SubscriptionFormat.JSON_LD.path(HUB, PLAIN))
        .isEqualTo(HUB + "/subscriptions/%2Fa/urn%3Auuid%3A1");
    assertThat(SubscriptionFormat.below(HUB)).isEqualTo(HUB + "/subscriptions");
    assertThat(SubscriptionFormat.below(HUB, "aZ09-._~", "*+ '()!,;"))
        .endsWith("/aZ09-._~/%2A%2B%20%27%28%29%21%2C%3B");
  }

  @Test
  void aSubscriptionIsADocument() {
    assertThat(SubscriptionFormat.MERCURE.document(HUB, PLAIN, true, Optional.of("#e-1")))
        .isEqualTo(
            """
            {"id":"/.well-known/mercure/subscriptions/exact/%2Fa/urn%3Auuid%3A1",\
            "type":"subscription","match_type":"exact","match":"/a",\
            "subscriber":"urn:uuid:1","active":true}""");
    assertThat(SubscriptionFormat.MERCURE.document(HUB, RICH, false, Optional.empty()))
        .contains("\"active\":false,\"payload\":{\"k\":[1,null]}}")
        .contains("\"match\":\"https://x.example/:id?a=%2F#\\\"ü\"");
  }

  @Test
  void severalSubscriptionsAreADocumentToo() {
    assertThat(
            SubscriptionFormat.MERCURE.document(
                HUB, HUB + "/subscriptions", List.of(), false, "#e-1"))
        .isEqualTo(
            """
            {"id":"/.well-known/mercure/subscriptions","type":"subscriptions",\
            "subscriptions":[]}""");
    assertThat(
            SubscriptionFormat.MERCURE.document(
                HUB, HUB + "/subscriptions", List.of(PLAIN, RICH), true, "#e-1"))
        .contains("\"truncated\":true", "\"match\":\"/a\"", "\"payload\":{\"k\":[1,null]}");
  }

  @Test
  void clientsOfBeforeGetJsonLd() {
    assertThat(SubscriptionFormat.JSON_LD.mediaType()).isEqualTo("application/ld+json");
    assertThat(SubscriptionFormat.JSON_LD.document(HUB, PLAIN, true, Optional.of("#e-1")))
        .isEqualTo(
            """
            {"@context":"https://mercure.rocks/","lastEventID":"#e-1",\
            "id":"/.well-known/mercure/subscriptions/%2Fa/urn%3Auuid%3A1",\
            "type":"Subscription","topic":"/a","subscriber":"urn:uuid:1","active":true}""");
    assertThat(
            SubscriptionFormat.JSON_LD.document(
                HUB, HUB + "/subscriptions", List.of(PLAIN), false, "earliest"))
        .startsWith(
            """
            {"@context":"https://mercure.rocks/","lastEventID":"earliest",\
            "id":"/.well-known/mercure/subscriptions","type":"Subscriptions",\
            "subscriptions":[{"id":""");
  }
}
