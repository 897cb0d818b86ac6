package dev.courant.hub;

import static dev.courant.hub.connection.Samples.everything;
import static org.assertj.core.api.Assertions.assertThat;

import dev.courant.event.Eventually;
import dev.courant.hub.connection.Channel;
import dev.courant.hub.connection.Chunk;
import dev.courant.hub.connection.Departure;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Connections that are ended because of something that is over when the call has returned. */
class EndingsTest {
  private final ExecutorService lane = Executors.newSingleThreadExecutor();

  @AfterEach
  void stop() {
    lane.shutdownNow();
  }

  @Test
  void itHasReturnedOnlyWhenChannelsAreClosedWhoseServerWantsThatOnAThreadOfItsOwn()
      throws Exception {
    try (HubRig rig = new HubRig()) {
      CountDownLatch busy = new CountDownLatch(1);
      lane.execute(() -> await(busy));
      ClosedOnLane channel = new ClosedOnLane(lane);
      rig.connect(everything()).attach(channel);

      CompletableFuture<Boolean> closedBefore = new CompletableFuture<>();
      Thread ending =
          new Thread(
              () -> {
                rig.hub.end(connection -> true, Departure.SIGNED_OUT);
                closedBefore.complete(channel.isClosed);
              });
      ending.start();
      Eventually.assertHolds(
          "the caller waits, or is through",
          () ->
              ending.getState() == Thread.State.TIMED_WAITING
                  || ending.getState() == Thread.State.TERMINATED);
      busy.countDown();

      assertThat(closedBefore.get(1, TimeUnit.MINUTES)).isTrue();
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Takes nothing, and is closed where Undertow wants it. */
  private static final class ClosedOnLane implements Channel {
    private final Executor lane;
    private volatile boolean isClosed;

    ClosedOnLane(Executor lane) {
      this.lane = lane;
    }

    @Override
    public Executor lane() {
      return lane;
    }

    @Override
    public boolean isReady() {
      return false;
    }

    @Override
    public void write(List<Chunk> chunks) {
      throw new IllegalStateException("Not ready");
    }

    @Override
    public void flush() {
      throw new IllegalStateException("Not ready");
    }

    @Override
    public void close(Departure why) {
      lane.execute(() -> isClosed = true);
    }
  }
}
