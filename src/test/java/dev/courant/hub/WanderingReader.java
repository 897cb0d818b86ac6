package dev.courant.hub;

import static dev.courant.hub.connection.Samples.interest;
import static dev.courant.hub.connection.Samples.toSubscribe;
import static org.assertj.core.api.Assertions.assertThat;

import dev.courant.access.Grant;
import dev.courant.event.Event;
import dev.courant.event.Eventually;
import dev.courant.hub.connection.Connection;
import dev.courant.hub.connection.Departure;
import dev.courant.hub.connection.Interest;
import dev.courant.hub.connection.RecordingChannel;
import dev.courant.wire.EventStreamParser;
import dev.courant.wire.EventStreamParser.Dispatched;
import dev.courant.wire.Notice;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;

/**
 * A reader that loses its connection at random and comes back where it was, to the same hub or to
 * another one with the same log.
 */
final class WanderingReader {
  static final String[] TOPICS = {"/a", "/b", "/c"};

  private final List<HubRig> nodes;
  private final Interest interest;
  private final long start;
  private final List<String> got = new ArrayList<>();
  int connections;
  private String cursor;
  private Connection connection;
  private RecordingChannel channel;

  /** One that begins somewhere among the first events, of which there are {@code history}. */
  WanderingReader(List<HubRig> nodes, int history, Random random) {
    this.nodes = nodes;
    this.interest =
        interest(
            random.nextBoolean() ? Grant.ANONYMOUS : toSubscribe("/a"),
            TOPICS[random.nextInt(TOPICS.length)],
            random.nextBoolean() ? "*" : "/a");
    this.start = random.nextInt(history);
    this.cursor = "#e-" + start;
    connect(random);
  }

  private void connect(Random random) {
    connections++;
    channel = random.nextBoolean() ? RecordingChannel.open() : RecordingChannel.blocked();
    Admission admission =
        nodes
            .get(random.nextInt(nodes.size()))
            .connect(interest, Cursor.parse(Optional.of(cursor)));
    assertThat(admission.lastEventId()).hasValue(cursor);
    connection = admission.connection();
    connection.attach(channel);
  }

  /** As the network does it: now and then something gets through, or the connection breaks. */
  void liveOn(Random random) {
    LockSupport.parkNanos(random.nextInt(100_000));
    channel.allow(random.nextInt(4));
    connection.ready();
    if (random.nextInt(30) == 0) {
      connection.depart(Departure.CLIENT_GONE);
      keepWhatCame();
      connect(random);
    }
  }

  /** What a browser has when its connection breaks: events that were dispatched, and the id. */
  private void keepWhatCame() {
    List<Dispatched> dispatched = new ArrayList<>();
    EventStreamParser parser = new EventStreamParser(dispatched::add);
    channel.arrays().forEach(parser::feed);
    cursor = parser.lastEventId().isEmpty() ? cursor : parser.lastEventId();
    List<String> notices = new ArrayList<>();
    for (Dispatched one : dispatched) {
      if (one.type().equals(Notice.TYPE)) {
        notices.add(one.data());
      } else {
        got.add(one.lastEventId());
      }
    }
    assertThat(notices).hasSizeLessThan(2).allMatch(n -> n.contains("\"status\":\"live\""));
    assertThat(channel.breaches()).isEmpty();
  }

  void assertGetsEverything(List<Event> all) {
    List<String> wanted =
        all.stream()
            .filter(event -> event.offset() > start && interest.wants(event))
            .map(Event::id)
            .toList();
    channel.unblock(connection);
    String last = wanted.get(wanted.size() - 1);
    Eventually.assertHolds(
        "the last event or a heartbeat behind it has arrived, and the notice",
        () -> {
          List<Dispatched> now = channel.dispatched();
          return now.stream().anyMatch(d -> d.type().equals(Notice.TYPE))
              && (got.contains(last) || now.stream().anyMatch(d -> d.lastEventId().equals(last)));
        });
    assertThat(connection.isOpen()).isTrue();
    keepWhatCame();
    assertThat(got).isEqualTo(wanted);
  }
}
