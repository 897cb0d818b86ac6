package dev.courant.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.courant.event.Refusal;
import dev.courant.event.RefusedException;
import dev.courant.wire.Subscription;
import dev.courant.wire.SubscriptionFormat;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SubscriptionPathTest {
  private static final Subscription ONE =
      new Subscription("exact", "/a b", "urn:uuid:1", Optional.empty());

  @Test
  void theShorterThePathTheMoreItAsksFor() {
    assertAsksFor("", true, true, true);
    assertAsksFor("/exact/%2Fa%20b", true, false, true);
    assertAsksFor("/exact/%2Fa%20b/urn%3Auuid%3A1", true, false, false);
    assertAsksFor("/exact/%2Fa", false, false, false);
  }

  @Test
  void whateverWayItIsEncodedItIsOnePath() {
    for (String path : new String[] {"/exact/%2fa%20b", "/%65xact/%2Fa%20b", "/exact/%2Fa b"}) {
      assertThat(SubscriptionPath.parse(path, false).under("/hub"))
          .isEqualTo("/hub/subscriptions/exact/%2Fa%20b");
    }
    assertThat(SubscriptionPath.parse("/exact/%252F+", false).under("/hub"))
        .isEqualTo("/hub/subscriptions/exact/%252F%2B");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/exact", "/exact/", "/exact//x", "/exact/a/b/c", "//", "/exact/a/"})
  void elsewhereThereIsNothing(String path) {
    assertThat(refusal(path)).isEqualTo(Refusal.NOT_FOUND);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/regex/a", "/Exact/a", "/exact/%", "/exact/%4", "/exact/%zz", "/exact/%FF"})
  void whatCannotBeReadIsRefused(String path) {
    assertThat(refusal(path)).isEqualTo(Refusal.INVALID);
  }

  @Test
  void pathsOfBeforeAreReadWhereTheyMayBeMeant() {
    SubscriptionPath topic = SubscriptionPath.parse("/%2Fa%20b", true);
    assertThat(topic.format()).isEqualTo(SubscriptionFormat.JSON_LD);
    assertThat(topic.under("/hub")).isEqualTo("/hub/subscriptions/%2Fa%20b");
    assertThat(topic.query().asksFor(ONE)).isTrue();
    SubscriptionPath one = SubscriptionPath.parse("/%2Fa%20b/urn%3Auuid%3A1", true);
    assertThat(one.query().asksFor(ONE)).isTrue();
    assertThat(SubscriptionPath.parse("/%2Fa%20b/other", true).query().asksFor(ONE)).isFalse();
    assertThat(SubscriptionPath.parse("", true).format()).isEqualTo(SubscriptionFormat.JSON_LD);
    assertThat(SubscriptionPath.parse("/exact/x", true).format())
        .isEqualTo(SubscriptionFormat.MERCURE);
    assertThat(SubscriptionPath.parse("/exact/x/y", true).format())
        .isEqualTo(SubscriptionFormat.MERCURE);
  }

  private static void assertAsksFor(
      String path, boolean one, boolean otherMatch, boolean otherSubscriber) {
    SubscriptionPath parsed = SubscriptionPath.parse(path, false);
    assertThat(parsed.format()).isEqualTo(SubscriptionFormat.MERCURE);
    assertThat(parsed.query().asksFor(ONE)).isEqualTo(one);
    assertThat(
            parsed.query().asksFor(new Subscription("exact", "/x", "urn:uuid:1", Optional.empty())))
        .isEqualTo(otherMatch);
    assertThat(
            parsed
                .query()
                .asksFor(new Subscription("exact", "/a b", "urn:uuid:2", Optional.empty())))
        .isEqualTo(otherSubscriber);
  }

  private static Refusal refusal(String path) {
    return catchThrowableOfType(RefusedException.class, () -> SubscriptionPath.parse(path, false))
        .refusal();
  }
}
