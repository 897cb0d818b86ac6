package dev.courant.hub;

import static dev.courant.hub.connection.Samples.interest;
import static org.assertj.core.api.Assertions.assertThat;

import dev.courant.access.Grant;
import dev.courant.event.Event;
import dev.courant.event.Eventually;
import dev.courant.event.Publication;
import dev.courant.event.Receipt;
import dev.courant.event.RefusedException;
import dev.courant.event.Seeds;
import dev.courant.hub.connection.Connection;
import dev.courant.hub.connection.Departure;
import dev.courant.hub.connection.RecordingChannel;
import dev.courant.wire.EventStreamParser.Dispatched;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Everything at once: publishers, readers quick and slow, and readers that come and go. */
class HubUnderLoadTest {
  private static final int PUBLISHERS = 3;
  private static final int EVENTS_EACH = 3_000;
  private static final int READERS_THAT_STAY = 12;
  private static final String[] TOPICS = {"/a", "/b", "/c"};

  private final ExecutorService threads = Executors.newCachedThreadPool();

  /** The newest offset that a publisher knows to be stored. */
  private final AtomicLong acknowledged = new AtomicLong();

  @AfterEach
  void stopThreads() throws InterruptedException {
    threads.shutdownNow();
    assertThat(threads.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void everyReaderGetsEverythingOnceAndInOrderFromItsFirstEventToItsLast() {
    Seeds.tryThree(
        random -> {
          try (HubRig rig = new HubRig()) {
            putUnderLoad(rig, random);
          }
        });
  }

  private void putUnderLoad(HubRig rig, Random random) throws Exception {
    acknowledged.set(0);
    List<Reader> staying = new ArrayList<>();
    for (int i = 0; i < READERS_THAT_STAY; i++) {
      staying.add(new Reader(rig, random));
    }
    AtomicBoolean published = new AtomicBoolean();
    Random network = new Random(random.nextLong());
    Random visits = new Random(random.nextLong());
    Future<?> deliveries = threads.submit(() -> deliver(staying, published, network));
    Future<List<Reader>> passing = threads.submit(() -> comeAndGo(rig, published, visits));
    List<Future<Void>> publishers = new ArrayList<>();
    for (int i = 0; i < PUBLISHERS; i++) {
      Random events = new Random(random.nextLong());
      publishers.add(threads.submit(() -> publishAll(rig, events)));
    }
    for (Future<Void> publisher : publishers) {
      publisher.get();
    }
    published.set(true);
    deliveries.get();

    List<Event> all = rig.log.read(0, Integer.MAX_VALUE).events();
    assertThat(all).hasSize(PUBLISHERS * EVENTS_EACH);
    assertThat(passing.get()).isNotEmpty();
    for (Reader reader : passing.get()) {
      reader.assertGapless(all);
    }
    for (Reader reader : staying) {
      reader.channel.unblock(reader.connection);
      List<String> wanted = reader.wanted(all, reader.storedAfter);
      Eventually.assertHolds("a reader has the last event", () -> reader.hasLastOf(wanted));
      reader.assertGapless(all);
      assertThat(reader.connection.isOpen()).isTrue();
    }
  }

  private static void deliver(List<Reader> readers, AtomicBoolean published, Random random) {
    while (!published.get()) {
      readers.get(random.nextInt(readers.size())).takeSome(random);
    }
  }

  private Void publishAll(HubRig rig, Random random) throws Exception {
    int published = 0;
    while (published < EVENTS_EACH) {
      Reservation reservation = rig.hub.reserve();
      int batch = Math.min(1 + random.nextInt(3), EVENTS_EACH - published);
      try {
        for (int i = 0; i < batch; i++) {
          String topic = TOPICS[random.nextInt(TOPICS.length)];
          reservation.add(Publication.of(topic, "x".repeat(random.nextInt(200))));
        }
        for (CompletableFuture<Receipt> receipt : reservation.commit()) {
          acknowledged.accumulateAndGet(offsetOf(receipt.get()), Math::max);
        }
        published += batch;
      } catch (RefusedException overloaded) {
        reservation.cancel();
      }
    }
    return null;
  }

  private static long offsetOf(Receipt receipt) {
    return Long.parseLong(receipt.id().substring("#e-".length()));
  }

  private List<Reader> comeAndGo(HubRig rig, AtomicBoolean published, Random random) {
    List<Reader> gone = new ArrayList<>();
    while (!published.get()) {
      Reader reader = new Reader(rig, random);
      long until = rig.log.bounds().head().offset() + random.nextInt(500);
      while (rig.log.bounds().head().offset() < until && !published.get()) {
        reader.takeSome(random);
      }
      reader.connection.depart(Departure.CLIENT_GONE);
      gone.add(reader);
    }
    return gone;
  }

  private final class Reader {
    final RecordingChannel channel;
    final Connection connection;
    private final boolean slow;
    private final long acknowledgedBefore;
    private final long storedAfter;

    Reader(HubRig rig, Random random) {
      slow = random.nextBoolean();
      channel = slow ? RecordingChannel.blocked() : RecordingChannel.open();
      String[] matchers = {
        TOPICS[random.nextInt(TOPICS.length)], random.nextBoolean() ? "*" : "/a"
      };
      acknowledgedBefore = acknowledged.get();
      connection = rig.connect(interest(Grant.ANONYMOUS, matchers));
      storedAfter = rig.log.bounds().head().offset();
      connection.attach(channel);
    }

    /** As the network does it: now and then a few writes get through. */
    void takeSome(Random random) {
      LockSupport.parkNanos(random.nextInt(200_000));
      if (slow) {
        channel.allow(random.nextInt(4));
        connection.ready();
      }
    }

    boolean hasLastOf(List<String> wanted) {
      List<String> got = got();
      return wanted.isEmpty()
          || (!got.isEmpty() && got.get(got.size() - 1).equals(wanted.get(wanted.size() - 1)));
    }

    /** From its first event on it has got all that it wants, up to the last that it has got. */
    void assertGapless(List<Event> all) {
      List<String> got = got();
      List<String> wanted = wanted(all, acknowledgedBefore);
      int storedWhileJoining = wanted.size() - wanted(all, storedAfter).size();
      int first = got.isEmpty() ? 0 : wanted.indexOf(got.get(0));
      assertThat(first).isBetween(0, storedWhileJoining);
      assertThat(got).isEqualTo(wanted.subList(first, first + got.size()));
      assertThat(channel.breaches()).isEmpty();
    }

    List<String> wanted(List<Event> all, long after) {
      return all.stream()
          .filter(event -> event.offset() > after && connection.interest().wants(event))
          .map(Event::id)
          .toList();
    }

    private List<String> got() {
      return channel.dispatched().stream().map(Dispatched::lastEventId).toList();
    }
  }
}
