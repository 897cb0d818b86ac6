package dev.courant.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.courant.access.Caller;
import dev.courant.access.Grant;
import dev.courant.event.Refusal;
import dev.courant.event.RefusedException;
import dev.courant.hub.connection.Lifetime;
import dev.courant.hub.connection.Samples;
import dev.courant.hub.measure.Measures;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LifetimesTest {
  private static final Duration MAX_AGE = Duration.ofHours(20);
  private static final long NOW_MILLIS = 1_700_000_000_000L;
  private static final long NOW_NANOS = -77;

  private double chance;
  private final Lifetimes lifetimes =
      new Lifetimes(
          MAX_AGE,
          new Surroundings(
              () -> NOW_MILLIS, () -> NOW_NANOS, () -> chance, Thread::new, Measures.NONE));

  @Test
  void aStreamEndsBeforeItsTokenExpiresWhateverChanceSays() {
    for (long lifetimeMillis : new long[] {1, 500, 1_000, 5_000, 60_000, 3_600_000, 1L << 40}) {
      for (chance = 0; chance <= 1; chance += 0.25) {
        Lifetime lifetime = lifetimes.beginning(expiringIn(lifetimeMillis));
        long early = lifetimeMillis - lifetime.tokenLeftMillis(NOW_MILLIS);
        assertThat(early)
            .as("with %d ms to go and %s", lifetimeMillis, chance)
            .isGreaterThanOrEqualTo(Lifetimes.MARGIN.toMillis())
            .isLessThanOrEqualTo(Lifetimes.MARGIN.toMillis() + Lifetimes.LONGEST_SPREAD_MILLIS);
      }
    }
  }

  @Test
  void streamsWhoseTokensExpireTogetherAreSpreadOverATenthOfTheirTime() {
    chance = 0;
    assertThat(tokenLeft(100_000)).isEqualTo(99_000);
    chance = 0.5;
    assertThat(tokenLeft(100_000)).isEqualTo(94_000);
    chance = 1;
    assertThat(tokenLeft(100_000)).isEqualTo(89_000);
  }

  @Test
  void aTokenOfALongTimeCostsFiveMinutesOfItAtMost() {
    chance = 1;
    long day = Duration.ofDays(1).toMillis();
    assertThat(day - tokenLeft(day)).isEqualTo(Duration.ofMinutes(5).plusSeconds(1).toMillis());
  }

  @Test
  void agesAreSpreadOverTheirLastTenth() {
    chance = 0;
    assertThat(lifetimes.beginning(Caller.ANONYMOUS).ageLeftMillis(NOW_NANOS))
        .isEqualTo(MAX_AGE.toMillis());
    chance = 1;
    assertThat(lifetimes.beginning(Caller.ANONYMOUS).ageLeftMillis(NOW_NANOS))
        .isEqualTo(Duration.ofHours(18).toMillis());
  }

  @Test
  void whoHasNoTokenOrOneThatDoesNotExpireEndsForItsAgeOnly() {
    assertThat(lifetimes.beginning(Caller.ANONYMOUS).tokenEndMillis()).isEqualTo(Lifetime.NEVER);
    Caller forEver = Samples.caller("ann");
    assertThat(lifetimes.beginning(forEver).tokenLeftMillis(NOW_MILLIS)).isEqualTo(Lifetime.NEVER);
  }

  @Test
  void anotherTokenMakesAStreamNoYounger() {
    Lifetime before = lifetimes.beginning(expiringIn(5_000));
    chance = 1;
    Lifetime after = lifetimes.renewed(before, expiringIn(100_000));
    assertThat(after.tokenLeftMillis(NOW_MILLIS)).isEqualTo(89_000);
    assertThat(after.ageEndNanos()).isEqualTo(before.ageEndNanos());
  }

  @Test
  void aTokenThatHasExpiredIsGoodForNoStreamHoweverClocksDiffer() {
    Lifetime before = lifetimes.beginning(Caller.ANONYMOUS);
    for (long millis : new long[] {0, -1, -30_000}) {
      assertRefused(() -> lifetimes.beginning(expiringIn(millis)));
      assertRefused(() -> lifetimes.renewed(before, expiringIn(millis)));
    }
  }

  private long tokenLeft(long lifetimeMillis) {
    return lifetimes.beginning(expiringIn(lifetimeMillis)).tokenLeftMillis(NOW_MILLIS);
  }

  private static Caller expiringIn(long millis) {
    Instant expiry = Instant.ofEpochMilli(NOW_MILLIS + millis);
    return Samples.caller("ann", Grant.ANONYMOUS, Optional.of(expiry));
  }

  private static void assertRefused(Runnable act) {
    assertThatThrownBy(act::run)
        .isInstanceOfSatisfying(
            RefusedException.class,
            refused -> assertThat(refused.refusal()).isEqualTo(Refusal.INVALID_TOKEN));
  }
}
