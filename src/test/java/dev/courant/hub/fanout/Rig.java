package dev.courant.hub.fanout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.courant.event.Event;
import dev.courant.event.Publication;
import dev.courant.hub.connection.Connection;
import dev.courant.hub.connection.Departure;
import dev.courant.hub.connection.Interest;
import dev.courant.hub.connection.RecordingChannel;
import dev.courant.log.memory.MemoryLog;
import dev.courant.wire.EventStreamParser.Dispatched;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** A pump over a log in memory, on one thread: nothing moves unless the test says so. */
final class Rig {
  static final Timing TIMING =
      new Timing(Duration.ofSeconds(15).toNanos(), Duration.ofSeconds(30).toNanos());

  final AtomicLong clock = new AtomicLong();
  final Steps catchUpSteps = new Steps();
  final MemoryLog log;
  final History history;
  final Pump pump;
  private final List<Event> published = new ArrayList<>();
  private final int outboxMaxBytes;

  Rig(int outboxMaxBytes, long tailMaxBytes, long logMaxBytes) {
    this.outboxMaxBytes = outboxMaxBytes;
    this.log = new MemoryLog("e", logMaxBytes, () -> 0);
    this.history = new History(log, tailMaxBytes);
    this.log.follow(history::append);
    this.pump = newPump();
  }

  /** A rig in which nothing is ever short. */
  static Rig roomy() {
    return new Rig(1 << 20, 1 << 30, 1 << 30);
  }

  Pump newPump() {
    return new Pump(history, TIMING, new CatchUp(history, catchUpSteps), new Bell(), clock.get());
  }

  void publish(Publication... publications) {
    published.addAll(log.append(List.of(publications)).join());
  }

  /** Publishes so many events on a topic, one by one; the data of each is its offset. */
  void publishOn(String topic, int count) {
    for (int i = 0; i < count; i++) {
      publish(Publication.of(topic, "" + (log.head().offset() + 1)));
    }
  }

  Reader join(Interest interest, RecordingChannel channel) {
    return join(pump, interest, channel);
  }

  Reader join(Pump pump, Interest interest, RecordingChannel channel) {
    Reader reader = new Reader(interest, channel, pump, history.head());
    pump.join(reader.connection, reader.joinedAt);
    reader.connection.attach(channel);
    return reader;
  }

  void tick() {
    pump.tick(clock.get());
  }

  void tickAfter(Duration pause) {
    clock.addAndGet(pause.toNanos());
    tick();
  }

  /** Lets the pump and those who catch up go on until nothing is left to do. */
  void settle() {
    int passes = 0;
    boolean more = true;
    while (more) {
      more = pump.tick(clock.get());
      more |= catchUpSteps.runOne();
      assertThat(passes++).as("passes without coming to rest").isLessThan(100_000);
    }
  }

  /** A connection of this rig with what happened to it. */
  final class Reader {
    final Connection connection;
    final RecordingChannel channel;
    final long joinedAt;
    final List<Departure> departures = new ArrayList<>();

    private Reader(Interest interest, RecordingChannel channel, Pump pump, long joinedAt) {
      this.channel = channel;
      this.joinedAt = joinedAt;
      this.connection =
          new Connection(
              interest,
              outboxMaxBytes,
              clock::get,
              (connection, why) -> {
                departures.add(why);
                pump.leave(connection);
              });
    }

    List<String> data() {
      return channel.dispatched().stream().map(Dispatched::data).toList();
    }

    /** The ids of all that it should get, if it gets everything. */
    List<String> idsWanted() {
      return published.stream()
          .filter(event -> event.offset() > joinedAt && connection.interest().wants(event))
          .map(Event::id)
          .toList();
    }

    List<String> ids() {
      return channel.dispatched().stream().map(Dispatched::lastEventId).toList();
    }

    void assertComplete() {
      assertThat(departures).isEmpty();
      assertThat(channel.breaches()).isEmpty();
      assertThat(ids()).isEqualTo(idsWanted());
    }
  }

  /** Threads that take their steps when they are told to. */
  static final class Steps extends AbstractExecutorService {
    private final Deque<Runnable> waiting = new ArrayDeque<>();

    boolean isEmpty() {
      return waiting.isEmpty();
    }

    /** Whether there was a step to take. */
    boolean runOne() {
      Runnable step = waiting.poll();
      if (step != null) {
        step.run();
      }
      return step != null;
    }

    @Override
    public void execute(Runnable step) {
      waiting.add(step);
    }

    @Override
    public void shutdown() {
      waiting.clear();
    }

    @Override
    public List<Runnable> shutdownNow() {
      List<Runnable> left = List.copyOf(waiting);
      shutdown();
      return left;
    }

    @Override
    public boolean isShutdown() {
      return false;
    }

    @Override
    public boolean isTerminated() {
      return false;
    }

    @Override
    public boolean awaitTermination(long timeout, TimeUnit unit) {
      return false;
    }
  }
}
