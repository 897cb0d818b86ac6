package dev.courant.hub.fanout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.courant.event.Event;
import dev.courant.event.Publication;
import dev.courant.event.Topic;
import dev.courant.hub.connection.Connection;
import dev.courant.hub.connection.Departure;
import dev.courant.hub.connection.Interest;
import dev.courant.hub.connection.RecordingChannel;
import dev.courant.hub.connection.Samples;
import dev.courant.hub.connection.Standing;
import dev.courant.hub.measure.Measures;
import dev.courant.log.memory.MemoryLog;
import dev.courant.wire.EncodedEvent;
import dev.courant.wire.EventStreamParser.Dispatched;
import dev.courant.wire.Format;
import dev.courant.wire.Notice;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A pump over a log in memory, on one thread: nothing moves unless the test says so. */
final class Rig {
  static final Timing TIMING =
      new Timing(Duration.ofSeconds(15).toNanos(), Duration.ofSeconds(30).toNanos());

  private static final Pattern GAP =
      Pattern.compile(
          "\\{\"status\":\"gap\",\"lost\":\\{\"from\":\"#e-(\\d+)\",\"to\":\"#e-(\\d+)\"}}");

  final AtomicLong clock = new AtomicLong();
  final AtomicLong millis = new AtomicLong();
  final Steps catchUpSteps = new Steps();

  /** What is tried again after a pause: the pause is over when the test says so. */
  final Steps laterSteps = new Steps();

  /** Encoding an event of these offsets runs out of memory. */
  final Set<Long> unencodable = new HashSet<>();

  final MemoryLog log;
  final History history;
  final CatchUp catchUp;
  final Pump pump;
  private final List<Event> published = new ArrayList<>();
  private final int outboxMaxBytes;

  Rig(int outboxMaxBytes, long tailMaxBytes, long logMaxBytes) {
    this.outboxMaxBytes = outboxMaxBytes;
    this.log = new MemoryLog("e", logMaxBytes, Duration.ofHours(1), millis::get);
    this.history = new History(log, tailMaxBytes, millis::get, Encoded::new);
    this.log.follow(
        batch -> {
          published.addAll(batch);
          history.append(batch);
        });
    Turns turns = new Turns(catchUpSteps, (nanos, step) -> laterSteps.execute(step));
    this.catchUp = new CatchUp(history, turns, clock::get, Measures.NONE);
    this.pump = newPump();
  }

  /** A rig in which nothing is ever short. */
  static Rig roomy() {
    return new Rig(1 << 20, 1 << 30, 1 << 30);
  }

  Pump newPump() {
    return newPump(new Bell());
  }

  Pump newPump(Bell bell) {
    return new Pump(history, new Deadlines(TIMING, millis::get, clock.get()), catchUp, bell);
  }

  void publish(Publication... publications) {
    log.append(List.of(publications)).forEach(CompletableFuture::join);
  }

  /** Publishes so many events on a topic, one by one; the data of each is its offset. */
  void publishOn(String topic, int count) {
    for (int i = 0; i < count; i++) {
      publish(Publication.of(topic, "" + (log.bounds().head().offset() + 1)));
    }
  }

  Reader join(Interest interest, RecordingChannel channel) {
    return join(pump, interest, channel);
  }

  Reader join(Pump pump, Interest interest, RecordingChannel channel) {
    return join(pump, interest, channel, new Entry(history.head(), false));
  }

  Reader join(Pump pump, Interest interest, RecordingChannel channel, Entry entry) {
    return join(pump, Samples.anonymous(interest), channel, entry);
  }

  Reader join(Pump pump, Standing standing, RecordingChannel channel, Entry entry) {
    Reader reader = new Reader(standing, channel, pump, entry.after());
    pump.join(reader.connection, entry);
    reader.connection.attach(channel);
    return reader;
  }

  void tick() {
    pump.tick(clock.get());
  }

  void tickAfter(Duration pause) {
    clock.addAndGet(pause.toNanos());
    millis.addAndGet(pause.toMillis());
    tick();
  }

  /** Lets the pump and those who catch up go on until nothing is left to do. */
  void settle() {
    boolean more = true;
    while (more) {
      more = pump.tick(clock.get());
      more |= catchUpSteps.runOne();
    }
  }

  private final class Encoded extends EncodedEvent {
    private Encoded(Event event) {
      super(event);
    }

    @Override
    public synchronized byte[] bytes(Format format) {
      if (unencodable.contains(event().offset())) {
        throw new OutOfMemoryError("as the test has it");
      }
      return super.bytes(format);
    }
  }

  /** A stretch of offsets that a reader was told to be lost. */
  record Gap(long from, long to) {
    private static Gap of(Matcher notice) {
      return new Gap(Long.parseLong(notice.group(1)), Long.parseLong(notice.group(2)));
    }

    boolean contains(long offset) {
      return from <= offset && offset <= to;
    }
  }

  /** A connection of this rig with what happened to it. */
  final class Reader {
    final Connection connection;
    final RecordingChannel channel;
    final long joinedAt;
    final List<Departure> departures = new ArrayList<>();

    private Reader(Standing standing, RecordingChannel channel, Pump pump, long joinedAt) {
      this.channel = channel;
      this.joinedAt = joinedAt;
      this.connection =
          new Connection(
              "urn:uuid:" + UUID.randomUUID(),
              Samples.stranger(),
              standing,
              outboxMaxBytes,
              clock::get,
              Measures.NONE,
              (connection, why) -> {
                departures.add(why);
                pump.leave(connection);
              });
    }

    List<String> data() {
      return events().stream().map(Dispatched::data).toList();
    }

    /** What the hub said about the stream, as JSON. */
    List<String> notices() {
      return channel.dispatched().stream()
          .filter(d -> d.type().equals(Notice.TYPE))
          .map(Dispatched::data)
          .toList();
    }

    private List<Dispatched> events() {
      return channel.dispatched().stream().filter(d -> !d.type().equals(Notice.TYPE)).toList();
    }

    /** What it was told to be lost. */
    List<Gap> gaps() {
      return notices().stream().map(GAP::matcher).filter(Matcher::matches).map(Gap::of).toList();
    }

    /** The ids of all that it should get, if it gets everything that it was not told to be lost. */
    List<String> idsWanted() {
      List<Gap> gaps = gaps();
      return published.stream()
          .filter(event -> event.offset() > joinedAt && connection.interest().wants(event))
          .filter(event -> gaps.stream().noneMatch(gap -> gap.contains(event.offset())))
          .map(Event::id)
          .toList();
    }

    /** The ids of the newest event of each canonical topic among those. */
    Collection<String> newestIdsWanted() {
      Map<Topic, String> newest = new HashMap<>();
      published.stream()
          .filter(event -> event.offset() > joinedAt && connection.interest().wants(event))
          .forEach(event -> newest.put(event.publication().canonicalTopic(), event.id()));
      return newest.values();
    }

    List<String> ids() {
      return events().stream().map(Dispatched::lastEventId).toList();
    }

    void assertComplete() {
      assertThat(departures).isEmpty();
      assertThat(channel.breaches()).isEmpty();
      assertThat(ids()).isEqualTo(idsWanted());
    }
  }
}
