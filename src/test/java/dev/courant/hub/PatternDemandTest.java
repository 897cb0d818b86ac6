package dev.courant.hub;

import static dev.courant.hub.connection.Samples.interest;
import static dev.courant.hub.connection.Samples.patterns;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.courant.access.Grant;
import dev.courant.event.Eventually;
import dev.courant.event.Publication;
import dev.courant.event.RefusedException;
import dev.courant.event.Topic;
import dev.courant.event.TopicDemand;
import dev.courant.hub.connection.Connection;
import dev.courant.hub.connection.Departure;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Listeners that ask by patterns, and the topics that the hub knows. */
class PatternDemandTest {
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
  void aPatternCountsForTheTopicsThatWerePublishedOn() throws Exception {
    publish("/books/1", "/films/1");
    Connection first = connectByPattern("/books/:id");
    assertTold("+/books/1");
    publish("/books/2", "/films/2");
    assertTold("+/books/1", "+/books/2");
    Connection second = connectByPattern("/books/:id", "/films/:id");
    assertTold("+/books/1", "+/books/2", "+/films/1", "+/films/2");
    second.depart(Departure.CLIENT_GONE);
    Eventually.assertHolds("the films are told", () -> told().size() == 6);
    assertThat(told()).contains("-/films/1", "-/films/2");
    first.depart(Departure.CLIENT_GONE);
    Eventually.assertHolds("the books are told", () -> told().size() == 8);
    assertThat(told()).contains("-/books/1", "-/books/2");
  }

  @Test
  void aPatternWakesUpAProducerThatHasOfferedItsTopic() {
    connectByPattern("/clocks/:zone");
    rig.hub.offer(new Topic("/clocks/utc"));
    assertTold("+/clocks/utc");
    rig.hub.offer(new Topic("/clocks/cet"));
    rig.hub.offer(new Topic("/clocks/utc"));
    rig.hub.offer(new Topic("/alarms"));
    Connection alarms = connect("/alarms");
    assertTold("+/clocks/utc", "+/clocks/cet", "+/alarms");
    alarms.depart(Departure.CLIENT_GONE);
    assertTold("+/clocks/utc", "+/clocks/cet", "+/alarms", "-/alarms");
  }

  @Test
  void whoAsksForTheTopicAndWhoAsksByAPatternCountTogether() {
    Connection byName = connect("/books/1");
    assertTold("+/books/1");
    Connection byPattern = connectByPattern("/books/:id");
    byName.depart(Departure.CLIENT_GONE);
    Connection marker = connect("/marker");
    assertTold("+/books/1", "+/marker");
    byName = connect("/books/1");
    byPattern.depart(Departure.CLIENT_GONE);
    marker.depart(Departure.CLIENT_GONE);
    assertTold("+/books/1", "+/marker", "-/marker");
    byName.depart(Departure.CLIENT_GONE);
    assertTold("+/books/1", "+/marker", "-/marker", "-/books/1");
  }

  @Test
  void whatIsForgottenIsNotSaidToBeUnwantedWhileAPatternWantsIt() throws Exception {
    connectByPattern("/books/:id");
    rig.hub.offer(new Topic("/books/offered"));
    publish("/books/1");
    assertTold("+/books/offered", "+/books/1");
    for (int i = 0; i < KnownTopics.MAX_MET; i++) {
      publish("/films/" + i);
    }
    connect("/marker");
    assertTold("+/books/offered", "+/books/1", "+/marker");
    publish("/books/1");
    assertTold("+/books/offered", "+/books/1", "+/marker", "+/books/1");
  }

  @Test
  void whatIsForgottenAndUnwantedIsSaidToBeSo() throws Exception {
    CountDownLatch entered = new CountDownLatch(1);
    CountDownLatch release = new CountDownLatch(1);
    Connection reader = connect("/books/1");
    assertTold("+/books/1");
    listener =
        demand -> {
          entered.countDown();
          awaitQuietly(release);
        };
    connect("/slow");
    entered.await();
    reader.depart(Departure.CLIENT_GONE);
    for (int i = 0; i < KnownTopics.MAX_MET; i++) {
      publish("/films/" + i);
    }
    release.countDown();
    assertTold("+/books/1", "+/slow", "-/books/1");
  }

  @Test
  void aPatternThatCameAndWentWhileTheListenerWasBusyIsNotMentioned() throws Exception {
    CountDownLatch entered = new CountDownLatch(1);
    CountDownLatch release = new CountDownLatch(1);
    publish("/books/1");
    listener =
        demand -> {
          entered.countDown();
          awaitQuietly(release);
        };
    connect("/slow");
    entered.await();
    connectByPattern("/books/:id").depart(Departure.CLIENT_GONE);
    connect("/marker");
    release.countDown();
    assertTold("+/slow", "+/marker");
  }

  @Test
  void noMoreTopicsCanBeOfferedThanThereIsRoomFor() {
    for (int i = 0; i < KnownTopics.MAX_OFFERED; i++) {
      rig.hub.offer(new Topic("/offers/" + i));
    }
    rig.hub.offer(new Topic("/offers/0"));
    assertThatThrownBy(() -> rig.hub.offer(new Topic("/one/more")))
        .isInstanceOf(RefusedException.class);
    assertThatThrownBy(() -> rig.hub.offer(new Topic("/.well-known/mercure/x")))
        .isInstanceOf(RefusedException.class);
  }

  private Connection connectByPattern(String... patterns) {
    return rig.connect(patterns(Grant.ANONYMOUS, patterns));
  }

  private void publish(String... topics) throws Exception {
    for (String topic : topics) {
      rig.hub.publish(Publication.of(topic, "x")).get();
    }
  }

  private Connection connect(String... matchers) {
    return rig.connect(interest(Grant.ANONYMOUS, matchers));
  }

  private void assertTold(String... changes) {
    List<String> expected = List.of(changes);
    Eventually.assertHolds("told " + expected, () -> told().size() >= expected.size());
    assertThat(told()).containsExactlyInAnyOrderElementsOf(expected);
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
}
