package dev.courant.hub.fanout;

import dev.courant.access.Grant;
import dev.courant.event.Event;
import dev.courant.event.Matcher;
import dev.courant.event.Publication;
import dev.courant.hub.connection.Channel;
import dev.courant.hub.connection.Chunk;
import dev.courant.hub.connection.Connection;
import dev.courant.hub.connection.Departure;
import dev.courant.hub.connection.Interest;
import dev.courant.hub.connection.Samples;
import dev.courant.hub.measure.Measures;
import dev.courant.log.memory.MemoryLog;
import dev.courant.wire.Format;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * One pass of a pump over a batch of events, to connections that take everything: {@code ./bench
 * micro PumpTick}. The time is that of one event.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class PumpTickBench {
  private static final int BATCH = 50;

  /** How many connections the pump has. */
  @Param({"100", "1000"})
  public int connections;

  /** Over how many topics, and so audiences, they are spread. */
  @Param({"1", "100"})
  public int audiences;

  private Pump pump;
  private MemoryLog log;
  private List<Publication> batch;

  /** Connects everybody. */
  @Setup
  public void connect() {
    log = new MemoryLog("bench", 64 << 20, Duration.ofHours(1), System::currentTimeMillis);
    History history = new History(log, 64 << 20, System::currentTimeMillis);
    log.follow((List<Event> stored) -> history.append(stored));
    CatchUp catchUp =
        new CatchUp(
            history, new Turns(Runnable::run, (nanos, step) -> step.run()), () -> 0, Measures.NONE);
    Timing never = new Timing(Long.MAX_VALUE, Long.MAX_VALUE);
    pump = new Pump(history, new Deadlines(never, () -> 0, 0), catchUp, new Bell());
    for (int i = 0; i < connections; i++) {
      Interest interest =
          new Interest(
              Set.of(Matcher.parse("/bench/" + i % audiences)),
              Grant.ANONYMOUS,
              Format.EVENT_STREAM);
      Connection connection =
          new Connection(
              "urn:uuid:" + UUID.randomUUID(),
              Samples.stranger(),
              Samples.anonymous(interest),
              1 << 20,
              System::nanoTime,
              Measures.NONE,
              (c, why) -> {});
      connection.attach(new Sink());
      pump.join(connection, new Entry(0, false));
    }
    pump.tick(0);
    batch = new ArrayList<>();
    for (int i = 0; i < BATCH; i++) {
      batch.add(Publication.of("/bench/" + i % audiences, "x".repeat(120)));
    }
  }

  /** Appends to a log in memory, and delivers. */
  @Benchmark
  @OperationsPerInvocation(BATCH)
  public void tick() {
    log.append(batch);
    while (pump.tick(0)) {
      // Until there is nothing more to do.
    }
  }

  /** Takes everything. */
  private static final class Sink implements Channel {
    @Override
    public boolean isReady() {
      return true;
    }

    @Override
    public void write(List<Chunk> chunks) {
      // There is no client.
    }

    @Override
    public void flush() {
      // There is no client.
    }

    @Override
    public void close(Departure why) {
      // There is no client.
    }
  }
}
