package dev.courant.hub;

import static dev.courant.hub.connection.Samples.interest;
import static org.assertj.core.api.Assertions.assertThat;

import dev.courant.access.Grant;
import dev.courant.event.Eventually;
import dev.courant.event.Publication;
import dev.courant.event.Topic;
import dev.courant.event.TopicDemand;
import dev.courant.hub.connection.Connection;
import dev.courant.hub.connection.Departure;
import dev.courant.hub.connection.RecordingChannel;
import java.lang.ref.WeakReference;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DemandTest {
  /** What the application's listener does beside being noted down. */
  private Consumer<TopicDemand> listener = demand -> {};

  private HubRig rig;

  @BeforeEach
  void open() {
    rig = new HubRig(HubRig.memoryLog(1 << 20), demand -> listener.accept(demand));
  }

  @AfterEach
  void close() throws InterruptedException {
    rig.close();
  }

  @Test
  void theFirstListenerAndTheLastAreTold() {
    Connection first = connect("/a");
    assertTold("+/a");
    Connection second = connect("/a", "/b");
    assertTold("+/a", "+/b");
    first.depart(Departure.CLIENT_GONE);
    Connection third = connect("/c");
    assertTold("+/a", "+/b", "+/c");
    third.depart(Departure.CLIENT_GONE);
    assertTold("+/a", "+/b", "+/c", "-/c");
    second.depart(Departure.STALLED);
    Eventually.assertHolds("the rest is told", () -> rig.demands.size() == 6);
    assertThat(told()).contains("-/a", "-/b");
  }

  @Test
  void whoeverAsksForEverythingDoesNotCount() {
    connect("*");
    Connection both = connect("*", "/a");
    assertTold("+/a");
    both.depart(Departure.CLIENT_GONE);
    assertTold("+/a", "-/a");
  }

  @Test
  void closingTheHubIsTheDepartureOfAll() throws Exception {
    connect("/a");
    assertTold("+/a");
    rig.close();
    assertTold("+/a", "-/a");
  }

  @Test
  void aSlowListenerDelaysNobodyAndHearsHowThingsStandInTheEnd() throws Exception {
    CountDownLatch entered = new CountDownLatch(1);
    CountDownLatch release = new CountDownLatch(1);
    listener =
        demand -> {
          entered.countDown();
          awaitQuietly(release);
        };
    connect("/slow");
    entered.await();
    Connection passing = connect("/passing");
    Connection staying = connect("/staying");
    RecordingChannel channel = RecordingChannel.open();
    staying.attach(channel);
    passing.depart(Departure.CLIENT_GONE);
    rig.hub.publish(Publication.of("/staying", "1")).get();
    Eventually.assertHolds("the event arrives", () -> channel.dispatched().size() == 1);
    assertThat(told()).containsExactly("+/slow");

    release.countDown();
    assertTold("+/slow", "+/staying");
  }

  @Test
  void aListenerThatThrowsIsToldTheNextAllTheSame() {
    List<Throwable> failures = List.of(new IllegalStateException(), new NoClassDefFoundError());
    listener = demand -> sneak(failures.get(demand.isFor("/a") ? 0 : 1));
    connect("/a");
    assertTold("+/a");
    connect("/b");
    assertTold("+/a", "+/b");
    connect("/c");
    assertTold("+/a", "+/b", "+/c");
  }

  @Test
  void aTopicThatCameAndWentWhileTheListenerWasBusyIsForgotten() throws Exception {
    CountDownLatch entered = new CountDownLatch(1);
    CountDownLatch release = new CountDownLatch(1);
    listener =
        demand -> {
          entered.countDown();
          awaitQuietly(release);
        };
    connect("/slow");
    entered.await();
    WeakReference<Topic> passed = comeAndGo();
    Eventually.assertHolds(
        "nothing holds the topic",
        () -> {
          System.gc();
          return passed.refersTo(null);
        });
    release.countDown();
  }

  private WeakReference<Topic> comeAndGo() {
    Connection passing = connect("/passing");
    Topic topic =
        passing.interest().matchers().stream()
            .map(matcher -> ((dev.courant.event.Matcher.Exact) matcher).topic())
            .findAny()
            .orElseThrow();
    passing.depart(Departure.CLIENT_GONE);
    return new WeakReference<>(topic);
  }

  private Connection connect(String... matchers) {
    return rig.connect(interest(Grant.ANONYMOUS, matchers));
  }

  private void assertTold(String... changes) {
    List<String> expected = List.of(changes);
    Eventually.assertHolds("told " + expected, () -> told().size() >= expected.size());
    assertThat(told()).containsExactlyElementsOf(expected);
  }

  private List<String> told() {
    return rig.demands.stream().map(d -> (d.wanted() ? "+" : "-") + d.topic()).toList();
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @SuppressWarnings("unchecked") // throws whatever it is given
  private static <E extends Throwable> void sneak(Throwable failure) throws E {
    throw (E) failure;
  }
}
