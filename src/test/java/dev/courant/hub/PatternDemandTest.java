package dev.courant.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.courant.event.Eventually;
import dev.courant.event.Publication;
import dev.courant.event.RefusedException;
import dev.courant.event.Topic;
import dev.courant.hub.connection.Connection;
import dev.courant.hub.connection.Departure;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Listeners that ask by patterns, and the topics that the hub knows. */
class PatternDemandTest {
  private final DemandRig rig = new DemandRig();

  @AfterEach
  void close() throws InterruptedException {
    rig.close();
  }

  @Test
  void aPatternCountsForTheTopicsThatWerePublishedOn() throws Exception {
    publish("/books/1", "/films/1");
    Connection first = rig.connectByPattern("/books/:id");
    rig.assertToldInAnyOrder("+/books/1");
    publish("/books/2", "/films/2");
    rig.assertToldInAnyOrder("+/books/1", "+/books/2");
    Connection second = rig.connectByPattern("/books/:id", "/films/:id");
    rig.assertToldInAnyOrder("+/books/1", "+/books/2", "+/films/1", "+/films/2");
    second.depart(Departure.CLIENT_GONE);
    Eventually.assertHolds("the films are told", () -> rig.told().size() == 6);
    assertThat(rig.told()).contains("-/films/1", "-/films/2");
    first.depart(Departure.CLIENT_GONE);
    Eventually.assertHolds("the books are told", () -> rig.told().size() == 8);
    assertThat(rig.told()).contains("-/books/1", "-/books/2");
  }

  @Test
  void aPatternWakesUpAProducerThatHasOfferedItsTopic() {
    rig.connectByPattern("/clocks/:zone");
    rig.hub().offer(new Topic("/clocks/utc"));
    rig.assertToldInAnyOrder("+/clocks/utc");
    rig.hub().offer(new Topic("/clocks/cet"));
    rig.hub().offer(new Topic("/clocks/utc"));
    rig.hub().offer(new Topic("/alarms"));
    Connection alarms = rig.connect("/alarms");
    rig.assertToldInAnyOrder("+/clocks/utc", "+/clocks/cet", "+/alarms");
    alarms.depart(Departure.CLIENT_GONE);
    rig.assertToldInAnyOrder("+/clocks/utc", "+/clocks/cet", "+/alarms", "-/alarms");
  }

  @Test
  void whoAsksForTheTopicAndWhoAsksByAPatternCountTogether() {
    Connection byName = rig.connect("/books/1");
    rig.assertToldInAnyOrder("+/books/1");
    Connection byPattern = rig.connectByPattern("/books/:id");
    byName.depart(Departure.CLIENT_GONE);
    Connection marker = rig.connect("/marker");
    rig.assertToldInAnyOrder("+/books/1", "+/marker");
    byName = rig.connect("/books/1");
    byPattern.depart(Departure.CLIENT_GONE);
    marker.depart(Departure.CLIENT_GONE);
    rig.assertToldInAnyOrder("+/books/1", "+/marker", "-/marker");
    byName.depart(Departure.CLIENT_GONE);
    rig.assertToldInAnyOrder("+/books/1", "+/marker", "-/marker", "-/books/1");
  }

  @Test
  void whatIsForgottenIsNotSaidToBeUnwantedWhileAPatternWantsIt() throws Exception {
    rig.connectByPattern("/books/:id");
    rig.hub().offer(new Topic("/books/offered"));
    publish("/books/1");
    rig.assertToldInAnyOrder("+/books/offered", "+/books/1");
    for (int i = 0; i < KnownTopics.MAX_MET; i++) {
      publish("/films/" + i);
    }
    rig.connect("/marker");
    rig.assertToldInAnyOrder("+/books/offered", "+/books/1", "+/marker");
    publish("/books/1");
    rig.assertToldInAnyOrder("+/books/offered", "+/books/1", "+/marker", "+/books/1");
  }

  @Test
  void whatIsForgottenAndUnwantedIsSaidToBeSo() throws Exception {
    Connection reader = rig.connect("/books/1");
    rig.assertToldInAnyOrder("+/books/1");
    DemandRig.Held held = rig.holdBy("/slow");
    reader.depart(Departure.CLIENT_GONE);
    for (int i = 0; i < KnownTopics.MAX_MET; i++) {
      publish("/films/" + i);
    }
    held.release();
    rig.assertToldInAnyOrder("+/books/1", "+/slow", "-/books/1");
  }

  @Test
  void aPatternThatCameAndWentWhileTheListenerWasBusyIsNotMentioned() throws Exception {
    publish("/books/1");
    DemandRig.Held held = rig.holdBy("/slow");
    rig.connectByPattern("/books/:id").depart(Departure.CLIENT_GONE);
    rig.connect("/marker");
    held.release();
    rig.assertToldInAnyOrder("+/slow", "+/marker");
  }

  @Test
  void noMoreTopicsCanBeOfferedThanThereIsRoomFor() {
    for (int i = 0; i < KnownTopics.MAX_OFFERED; i++) {
      rig.hub().offer(new Topic("/offers/" + i));
    }
    rig.hub().offer(new Topic("/offers/0"));
    assertThatThrownBy(() -> rig.hub().offer(new Topic("/one/more")))
        .isInstanceOf(RefusedException.class);
    assertThatThrownBy(() -> rig.hub().offer(new Topic("/.well-known/mercure/x")))
        .isInstanceOf(RefusedException.class);
  }

  private void publish(String... topics) throws Exception {
    for (String topic : topics) {
      rig.hub().publish(Publication.of(topic, "x")).get();
    }
  }
}
