package dev.courant.hub;

import static org.assertj.core.api.Assertions.assertThat;

import dev.courant.event.Eventually;
import dev.courant.event.Publication;
import dev.courant.event.Topic;
import dev.courant.hub.connection.Connection;
import dev.courant.hub.connection.Departure;
import dev.courant.hub.connection.RecordingChannel;
import java.lang.ref.WeakReference;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DemandTest {
  private final DemandRig rig = new DemandRig();

  @AfterEach
  void close() throws InterruptedException {
    rig.close();
  }

  @Test
  void theFirstListenerAndTheLastAreTold() {
    Connection first = rig.connect("/a");
    rig.assertTold("+/a");
    Connection second = rig.connect("/a", "/b");
    rig.assertTold("+/a", "+/b");
    first.depart(Departure.CLIENT_GONE);
    Connection third = rig.connect("/c");
    rig.assertTold("+/a", "+/b", "+/c");
    third.depart(Departure.CLIENT_GONE);
    rig.assertTold("+/a", "+/b", "+/c", "-/c");
    second.depart(Departure.STALLED);
    Eventually.assertHolds("the rest is told", () -> rig.told().size() == 6);
    assertThat(rig.told()).contains("-/a", "-/b");
  }

  @Test
  void whoeverAsksForEverythingDoesNotCount() {
    rig.connect("*");
    Connection both = rig.connect("*", "/a");
    rig.assertTold("+/a");
    both.depart(Departure.CLIENT_GONE);
    rig.assertTold("+/a", "-/a");
  }

  @Test
  void closingTheHubIsTheDepartureOfAll() throws Exception {
    rig.connect("/a");
    rig.assertTold("+/a");
    rig.close();
    rig.assertTold("+/a", "-/a");
  }

  @Test
  void aSlowListenerDelaysNobodyAndHearsHowThingsStandInTheEnd() throws Exception {
    DemandRig.Held held = rig.holdBy("/slow");
    Connection passing = rig.connect("/passing");
    Connection staying = rig.connect("/staying");
    RecordingChannel channel = RecordingChannel.open();
    staying.attach(channel);
    passing.depart(Departure.CLIENT_GONE);
    rig.hub().publish(Publication.of("/staying", "1")).get();
    Eventually.assertHolds("the event arrives", () -> channel.dispatched().size() == 1);
    assertThat(rig.told()).containsExactly("+/slow");

    held.release();
    rig.assertTold("+/slow", "+/staying");
  }

  @Test
  void aListenerThatThrowsIsToldTheNextAllTheSame() {
    List<Throwable> failures = List.of(new IllegalStateException(), new NoClassDefFoundError());
    rig.listen(demand -> sneak(failures.get(demand.isFor("/a") ? 0 : 1)));
    rig.connect("/a");
    rig.assertTold("+/a");
    rig.connect("/b");
    rig.assertTold("+/a", "+/b");
    rig.connect("/c");
    rig.assertTold("+/a", "+/b", "+/c");
  }

  @Test
  void aTopicThatCameAndWentWhileTheListenerWasBusyIsForgotten() throws Exception {
    DemandRig.Held held = rig.holdBy("/slow");
    WeakReference<Topic> passed = comeAndGo();
    Eventually.assertHolds(
        "nothing holds the topic",
        () -> {
          System.gc();
          return passed.refersTo(null);
        });
    held.release();
  }

  private WeakReference<Topic> comeAndGo() {
    Connection passing = rig.connect("/passing");
    Topic topic =
        passing.interest().matchers().stream()
            .map(matcher -> ((dev.courant.event.Matcher.Exact) matcher).topic())
            .findAny()
            .orElseThrow();
    passing.depart(Departure.CLIENT_GONE);
    return new WeakReference<>(topic);
  }

  @SuppressWarnings("unchecked") // throws whatever it is given
  private static <E extends Throwable> void sneak(Throwable failure) throws E {
    throw (E) failure;
  }
}
