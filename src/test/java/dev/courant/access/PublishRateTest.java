package dev.courant.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.courant.event.Refusal;
import dev.courant.event.RefusedException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class PublishRateTest {
  private final AtomicLong clock = new AtomicLong(-5);
  private final PublishRate fivePerSecond = new PublishRate(5, clock::get);

  @Test
  void whoHasRestedMayPublishTwoSecondsWorthAtOnceAndNoMore() {
    assertThat(taken(fivePerSecond, "ann", 100)).isEqualTo(10);
  }

  @Test
  void thenOneForEachFifthOfASecond() {
    taken(fivePerSecond, "ann", 100);
    pass(Duration.ofMillis(199));
    assertThat(taken(fivePerSecond, "ann", 100)).isZero();
    pass(Duration.ofMillis(1));
    assertThat(taken(fivePerSecond, "ann", 100)).isEqualTo(1);
    pass(Duration.ofMillis(400));
    assertThat(taken(fivePerSecond, "ann", 100)).isEqualTo(2);
    pass(Duration.ofDays(1));
    assertThat(taken(fivePerSecond, "ann", 100)).isEqualTo(10);
  }

  @Test
  void overAnyLongTimeTheRateIsKeptHoweverOftenItIsTried() {
    int passed = 0;
    for (int step = 0; step < 10_000; step++) {
      pass(Duration.ofMillis(10));
      passed += taken(fivePerSecond, "ann", 3);
    }
    assertThat(passed).isBetween(100 * 5, 100 * 5 + 10);
  }

  @Test
  void severalNodesKeepTheRateTogether() {
    List<PublishRate> nodes =
        List.of(fivePerSecond, new PublishRate(5, clock::get), new PublishRate(5, clock::get));
    nodes.forEach(node -> node.nodes().share());
    int passed = 0;
    for (int step = 0; step < 10_000; step++) {
      pass(Duration.ofMillis(10));
      for (PublishRate node : nodes) {
        passed += taken(node, "ann", 1);
      }
      if (step % 50 == 0) {
        exchange(nodes);
      }
    }
    // Each may begin with a full bucket.
    assertThat(passed).isBetween(100 * 5 - 30, 100 * 5 + 30);
    pass(Duration.ofMinutes(1));
    nodes.forEach(node -> assertThat(taken(node, "ann", 100)).isEqualTo(10));
  }

  @Test
  void whoComesLaterHoldsNothingOfLongAgoAgainstAnybody() {
    fivePerSecond.nodes().share();
    for (int i = 0; i < 1_000; i++) {
      pass(Duration.ofMillis(200));
      fivePerSecond.take(caller("i", "ann"));
    }
    PublishRate late = new PublishRate(5, clock::get);
    Map<String, Long> ofLongAgo = fivePerSecond.nodes().takeUntold(100);
    late.nodes().learn("a", ofLongAgo, true);
    late.nodes().learn("b", ofLongAgo, true);
    // At full debt it would be eight seconds.
    pass(Duration.ofSeconds(2));
    pass(Duration.ofMillis(200));
    late.take(caller("i", "ann"));
  }

  @Test
  void whoPublishesInBurstsIsCountedToo() {
    List<PublishRate> nodes = List.of(fivePerSecond, new PublishRate(5, clock::get));
    nodes.forEach(node -> node.nodes().share());
    int passed = 0;
    for (int burst = 0; burst < 100; burst++) {
      pass(Duration.ofMillis(2_500));
      for (PublishRate node : nodes) {
        passed += taken(node, "ann", 10);
      }
      exchange(nodes);
    }
    assertThat(passed).isBetween(1_150, 1_300);
  }

  @Test
  void whoIsOnlyHeardOfIsForgottenToo() {
    for (int i = 0; i < 1_000; i++) {
      fivePerSecond.nodes().learn("n", Map.of("subject " + i, 1L), false);
      pass(Duration.ofSeconds(1));
    }
    assertThat(fivePerSecond.remembered()).isLessThan(100);
  }

  private static void exchange(List<PublishRate> nodes) {
    for (PublishRate from : nodes) {
      Map<String, Long> counts = from.nodes().takeUntold(100);
      for (PublishRate to : nodes) {
        if (to != from) {
          to.nodes().learn("node " + nodes.indexOf(from), counts, false);
        }
      }
    }
  }

  @Test
  void subjectsDoNotShareAndTwoIssuersMayCallTwoByTheSameName() {
    assertThat(taken(fivePerSecond, "ann", 100)).isEqualTo(10);
    assertThat(taken(fivePerSecond, "bob", 100)).isEqualTo(10);
    fivePerSecond.take(caller("other issuer", "ann"));
  }

  @Test
  void whoeverHasRestedIsForgotten() {
    for (int i = 0; i < 1_000; i++) {
      fivePerSecond.take(caller("i", "subject " + i));
    }
    assertThat(fivePerSecond.remembered()).isEqualTo(1_000);
    pass(Duration.ofMinutes(2));
    fivePerSecond.take(caller("i", "ann"));
    assertThat(fivePerSecond.remembered()).isEqualTo(1);
  }

  @Test
  void whereThereIsNoLimitNothingIsCounted() {
    PublishRate any = new PublishRate(PublishRate.UNLIMITED, clock::get);
    assertThat(taken(any, "ann", 100_000)).isEqualTo(100_000);
    assertThat(any.remembered()).isZero();
  }

  @Test
  void theRefusalSaysThatItIsTemporary() {
    taken(fivePerSecond, "ann", 100);
    assertThatThrownBy(() -> fivePerSecond.take(caller("i", "ann")))
        .isInstanceOfSatisfying(
            RefusedException.class,
            refused -> {
              assertThat(refused.refusal()).isEqualTo(Refusal.TOO_FAST);
              assertThat(refused.refusal().status()).isEqualTo(429);
              assertThat(refused.refusal().isTemporary()).isTrue();
            });
  }

  private void pass(Duration time) {
    clock.addAndGet(time.toNanos());
  }

  private static int taken(PublishRate rate, String subject, int tries) {
    int taken = 0;
    for (int i = 0; i < tries; i++) {
      try {
        rate.take(caller("i", subject));
        taken++;
      } catch (RefusedException refused) {
        assertThat(refused.refusal()).isEqualTo(Refusal.TOO_FAST);
      }
    }
    return taken;
  }

  private static Caller caller(String issuer, String subject) {
    return new Caller(
        subject, Optional.of(issuer), Optional.empty(), Optional.empty(), Grant.ALL, List.of());
  }
}
