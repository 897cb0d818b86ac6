package dev.courant.transport.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class MessageRateTest {
  private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 5);
  private final MessageRate rate = new MessageRate(3, 60, nanos::get);

  @Test
  void aFullBucketGivesWhatItHoldsAndThenWhatComesIn() {
    assertThat(taken(5)).isEqualTo(3);
    pass(Duration.ofMillis(999));
    assertThat(taken(1)).isZero();
    pass(Duration.ofMillis(1));
    assertThat(taken(2)).isEqualTo(1);
  }

  @Test
  void noMoreIsSavedUpThanTheBucketHolds() {
    assertThat(taken(3)).isEqualTo(3);
    pass(Duration.ofHours(1));
    assertThat(taken(10)).isEqualTo(3);
  }

  private int taken(int tries) {
    int taken = 0;
    for (int i = 0; i < tries; i++) {
      taken += rate.take() ? 1 : 0;
    }
    return taken;
  }

  private void pass(Duration time) {
    nanos.addAndGet(time.toNanos());
  }
}
