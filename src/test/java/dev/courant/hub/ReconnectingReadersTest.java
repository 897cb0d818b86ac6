package dev.courant.hub;

import static dev.courant.hub.connection.Samples.interest;
import static dev.courant.hub.connection.Samples.toSubscribe;
import static org.assertj.core.api.Assertions.assertThat;

import dev.courant.access.Grant;
import dev.courant.event.Event;
import dev.courant.event.Eventually;
import dev.courant.event.Publication;
import dev.courant.event.Seeds;
import dev.courant.hub.connection.Connection;
import dev.courant.hub.connection.Departure;
import dev.courant.hub.connection.Interest;
import dev.courant.hub.connection.RecordingChannel;
import dev.courant.wire.EventStreamParser;
import dev.courant.wire.EventStreamParser.Dispatched;
import dev.courant.wire.Notice;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Readers quick and slow that lose their connections at random and come back where they were. */
class ReconnectingReadersTest {
  private static final int READERS = 30;
  private static final int EVENTS = 4_000;
  private static final String[] TOPICS = {"/a", "/b", "/c"};

  @TempDir private Path directory;

  @Test
  void nobodyMissesAnythingOrGetsItTwice() {
    Seeds.tryThree(
        random -> {
          Path file = directory.resolve(UUID.randomUUID() + ".db");
          try (HubRig rig = HubOverDisk.open(file, Long.MAX_VALUE)) {
            play(rig, random);
          }
        });
  }

  private static void play(HubRig rig, Random random) {
    HubOverDisk.publish(rig, 200);
    List<Reader> readers = new ArrayList<>();
    for (int i = 0; i < READERS; i++) {
      readers.add(new Reader(rig, random));
    }
    AtomicBoolean published = new AtomicBoolean();
    Random network = new Random(random.nextLong());
    CompletableFuture<Void> deliveries =
        CompletableFuture.runAsync(
            () -> {
              while (!published.get()) {
                readers.get(network.nextInt(READERS)).liveOn(network);
              }
            });
    for (int count = 0; count < EVENTS; ) {
      int burst = 1 + random.nextInt(50);
      publishBurst(rig, random, count, burst);
      count += burst;
      LockSupport.parkNanos(random.nextInt(2_000_000));
    }
    published.set(true);
    deliveries.join();

    List<Event> all = HubOverDisk.all(rig.log);
    assertThat(readers.stream().mapToInt(r -> r.connections).sum()).isGreaterThan(2 * READERS);
    readers.forEach(reader -> reader.assertGetsEverything(all));
  }

  private static void publishBurst(HubRig rig, Random random, int from, int count) {
    List<CompletableFuture<?>> receipts = new ArrayList<>();
    for (int i = from; i < from + count; i++) {
      Publication.Builder publication = Publication.on(TOPICS[random.nextInt(TOPICS.length)]);
      publication.data("x".repeat(random.nextInt(random.nextInt(50) == 0 ? 20_000 : 200)));
      if (random.nextInt(3) == 0) {
        publication.id("own " + i);
      }
      receipts.add(
          rig.hub.publish(
              random.nextInt(5) == 0 ? publication.asPrivate().build() : publication.build()));
    }
    receipts.forEach(CompletableFuture::join);
  }

  private static final class Reader {
    private final HubRig rig;
    private final Interest interest;
    private final long start;
    private final List<String> got = new ArrayList<>();
    private int connections;
    private String cursor;
    private Connection connection;
    private RecordingChannel channel;

    Reader(HubRig rig, Random random) {
      this.rig = rig;
      this.interest =
          interest(
              random.nextBoolean() ? Grant.ANONYMOUS : toSubscribe("/a"),
              TOPICS[random.nextInt(TOPICS.length)],
              random.nextBoolean() ? "*" : "/a");
      this.start = random.nextInt(200);
      this.cursor = "#e-" + start;
      connect(random);
    }

    private void connect(Random random) {
      connections++;
      channel = random.nextBoolean() ? RecordingChannel.open() : RecordingChannel.blocked();
      Admission admission = rig.connect(interest, Cursor.parse(Optional.of(cursor)));
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
}
