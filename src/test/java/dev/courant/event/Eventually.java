package dev.courant.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for what other threads bring about. */
public final class Eventually {
  private static final long DEADLINE_NANOS = Duration.ofSeconds(30).toNanos();
  private static final long PAUSE_NANOS = Duration.ofMillis(1).toNanos();

  private Eventually() {}

  /** Returns as soon as the condition holds; fails when it does not for half a minute. */
  public static void assertHolds(String what, BooleanSupplier condition) {
    long deadline = System.nanoTime() + DEADLINE_NANOS;
    // Once is enough: what two reads compare may be on the move and meet again.
    boolean held = condition.getAsBoolean();
    while (!held && System.nanoTime() - deadline < 0) {
      LockSupport.parkNanos(PAUSE_NANOS);
      held = condition.getAsBoolean();
    }
    assertThat(held).as(what).isTrue();
  }
}
