package dev.courant.hub;

import static dev.courant.hub.connection.Samples.interest;
import static dev.courant.hub.connection.Samples.patterns;
import static org.assertj.core.api.Assertions.assertThat;

import dev.courant.access.Grant;
import dev.courant.event.Eventually;
import dev.courant.event.TopicDemand;
import dev.courant.hub.connection.Connection;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;

/** A hub, and what it has told of the topics that are listened to. */
final class DemandRig implements AutoCloseable {
  /** What the application's listener does beside being noted down. */
  private volatile Consumer<TopicDemand> listener = demand -> {};

  private final HubRig rig =
      new HubRig(HubRig.memoryLog(1 << 20), demand -> listener.accept(demand));

  /** A listener that is held up until it is released. */
  static final class Held {
    private final CountDownLatch entered = new CountDownLatch(1);
    private final CountDownLatch released = new CountDownLatch(1);

    private void enter() {
      entered.countDown();
      try {
        released.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }

    void release() {
      released.countDown();
    }
  }

  Hub hub() {
    return rig.hub;
  }

  void listen(Consumer<TopicDemand> newListener) {
    listener = newListener;
  }

  /** Has the listener held up by a topic that gets its first listener. */
  Held holdBy(String topic) throws InterruptedException {
    Held held = new Held();
    listener = demand -> held.enter();
    connect(topic);
    held.entered.await();
    return held;
  }

  Connection connect(String... matchers) {
    return rig.connect(interest(Grant.ANONYMOUS, matchers));
  }

  Connection connectByPattern(String... patterns) {
    return rig.connect(patterns(Grant.ANONYMOUS, patterns));
  }

  /** Asserts that this was told and no more, in this order. */
  void assertTold(String... changes) {
    awaitTold(changes.length);
    assertThat(told()).containsExactly(changes);
  }

  /** Asserts that this was told and no more, in any order. */
  void assertToldInAnyOrder(String... changes) {
    awaitTold(changes.length);
    assertThat(told()).containsExactlyInAnyOrder(changes);
  }

  /** What was told so far: {@code +} and a topic, or {@code -} and a topic. */
  List<String> told() {
    return rig.demands.stream().map(d -> (d.wanted() ? "+" : "-") + d.topic()).toList();
  }

  private void awaitTold(int count) {
    Eventually.assertHolds("told " + count, () -> told().size() >= count);
  }

  @Override
  public void close() throws InterruptedException {
    rig.close();
  }
}
