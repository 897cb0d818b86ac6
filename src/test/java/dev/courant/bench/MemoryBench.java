package dev.courant.bench;

import dev.courant.access.Caller;
import dev.courant.access.Grant;
import dev.courant.event.Matcher;
import dev.courant.hub.ConnectionLimits;
import dev.courant.hub.Cursor;
import dev.courant.hub.Hub;
import dev.courant.hub.HubLimits;
import dev.courant.hub.StopLimits;
import dev.courant.hub.Surroundings;
import dev.courant.hub.connection.Channel;
import dev.courant.hub.connection.Chunk;
import dev.courant.hub.connection.Connection;
import dev.courant.hub.connection.Departure;
import dev.courant.hub.connection.Interest;
import dev.courant.hub.connection.Samples;
import dev.courant.hub.measure.Measures;
import dev.courant.hub.subscription.SubscriptionEvents;
import dev.courant.log.memory.MemoryLog;
import dev.courant.wire.Format;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Measures what a connection costs in the hub alone, without the server's part: {@code ./bench
 * memory}.
 */
final class MemoryBench {
  private static final int CONNECTIONS = 10_000;
  private static final long MIB = 1024 * 1024;

  private MemoryBench() {}

  /** Runs it; there are no arguments. */
  public static void main(String[] arguments) {
    PrintStream out = System.out;
    HubLimits limits =
        new HubLimits(
            2,
            Duration.ofHours(1),
            Duration.ofHours(1),
            (int) MIB,
            64 * MIB,
            (int) MIB,
            10_000,
            4,
            Duration.ofDays(1),
            new ConnectionLimits(CONNECTIONS + 1, CONNECTIONS + 1, CONNECTIONS + 1),
            new StopLimits(Duration.ofSeconds(10), Duration.ofSeconds(5)));
    MemoryLog log =
        new MemoryLog("bench", 64 * MIB, Duration.ofHours(1), System::currentTimeMillis);
    try (Hub hub =
        new Hub(
            log,
            limits,
            URI.create("http://localhost/.well-known/mercure"),
            SubscriptionEvents.NONE,
            demand -> {},
            caller -> false,
            Surroundings.real(Thread::new, Measures.NONE))) {
      hub.start();
      connect(hub);
      long before = heapBytes();
      List<Connection> connections = new ArrayList<>(CONNECTIONS);
      for (int i = 0; i < CONNECTIONS; i++) {
        connections.add(connect(hub));
      }
      out.printf(
          "%d idle connections: %d bytes of heap each, in the hub alone%n",
          connections.size(), (heapBytes() - before) / CONNECTIONS);
    }
  }

  private static Connection connect(Hub hub) {
    Interest interest =
        new Interest(Set.of(Matcher.parse("/bench/0")), Grant.ANONYMOUS, Format.EVENT_STREAM);
    Connection connection =
        hub.connect(Samples.visitor(Caller.ANONYMOUS, "192.0.2.1"), interest, new Cursor.None())
            .connection();
    connection.attach(new Sink());
    return connection;
  }

  private static long heapBytes() {
    MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
    for (int i = 0; i < 3; i++) {
      memory.gc();
    }
    return memory.getHeapMemoryUsage().getUsed();
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
