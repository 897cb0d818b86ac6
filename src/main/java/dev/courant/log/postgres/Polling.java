package dev.courant.log.postgres;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** No hints at all: everybody looks once in a while. */
final class Polling implements Hints {
  private final CountDownLatch closed = new CountDownLatch(1);

  @Override
  public void await(long knownHead, Duration atMost) {
    try {
      boolean unused = closed.await(atMost.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException notTheWayToEndThis) {
      return;
    }
  }

  @Override
  public void tell(long head) {}

  @Override
  public void stopWaiting() {}

  @Override
  public void close() {
    closed.countDown();
  }
}
