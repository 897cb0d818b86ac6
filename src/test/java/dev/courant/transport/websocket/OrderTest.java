package dev.courant.transport.websocket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.courant.access.FormFields;
import dev.courant.event.Refusal;
import dev.courant.event.RefusedException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OrderTest {
  @Test
  void matchersAreReadAsParametersAre() {
    Order order =
        Order.read("{\"subscribe\":{\"match\":[\"/a\",\"/b\"],\"match_urlpattern\":\"/c/:id\"}}");
    FormFields fields = ((Order.Subscribe) order).matchers();
    assertThat(fields.names()).containsExactly("match", "match", "match_urlpattern");
    assertThat(fields.all("match")).isEqualTo(List.of("/a", "/b"));
    assertThat(fields.all("match_urlpattern")).containsExactly("/c/:id");
  }

  @Test
  void anUnsubscriptionIsWrittenLikeASubscription() {
    Order order = Order.read(" { \"unsubscribe\" : { \"match\" : [ \"/\\u2028\" ] } } ");
    assertThat(((Order.Unsubscribe) order).matchers().all("match")).containsExactly("/\u2028");
  }

  @Test
  void aTokenIsAText() {
    assertThat(Order.read("{\"token\":\"a.b.c\"}")).isEqualTo(new Order.Renew("a.b.c"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "x",
        "null",
        "[]",
        "\"token\"",
        "{}",
        "{\"token\":\"a\"",
        "{\"token\":\"a\"}{}",
        "{\"token\":\"a\",\"token\":\"b\"}",
        "{\"token\":\"a\",\"subscribe\":{\"match\":\"/a\"}}",
        "{\"Token\":\"a\"}",
        "{\"token\":1}",
        "{\"token\":null}",
        "{\"token\":[\"a\"]}",
        "{\"publish\":{}}",
        "{\"subscribe\":null}",
        "{\"subscribe\":\"/a\"}",
        "{\"subscribe\":[\"/a\"]}",
        "{\"subscribe\":{\"match\":1}}",
        "{\"subscribe\":{\"match\":[1]}}",
        "{\"subscribe\":{\"match\":[[\"/a\"]]}}",
        "{\"subscribe\":{\"match\":{}}}"
      })
  void whatIsNoOrderIsRefused(String message) {
    assertThatThrownBy(() -> Order.read(message))
        .isInstanceOfSatisfying(
            RefusedException.class,
            refused -> assertThat(refused.refusal()).isEqualTo(Refusal.INVALID));
  }

  @Test
  void whatIsNestedTooDeepIsRefused() {
    assertThatThrownBy(() -> Order.read("{\"subscribe\":" + "[".repeat(30_000)))
        .isInstanceOf(RefusedException.class);
  }
}
