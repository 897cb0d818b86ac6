package dev.courant.wire;

import dev.courant.event.Event;
import dev.courant.event.Position;
import dev.courant.event.Publication;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Encoding one event: {@code ./bench micro Encoding}. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class EncodingBench {
  /** The length of the data, in characters. */
  @Param({"120", "10000"})
  public int length;

  /** After how many characters a line ends. */
  @Param({"40", "1000000"})
  public int lineLength;

  private Event event;

  /** Makes the event. */
  @Setup
  public void makeEvent() {
    StringBuilder data = new StringBuilder();
    for (int i = 0; i < length; i++) {
      data.append(i % lineLength == lineLength - 1 ? '\n' : 'x');
    }
    event =
        new Event(new Position("bench", 1_000_000), 0, Publication.of("/bench", data.toString()));
  }

  /** As Server-Sent Events. */
  @Benchmark
  public byte[] eventStream() {
    return Format.EVENT_STREAM.encode(event);
  }

  /** As a line of JSON. */
  @Benchmark
  public byte[] jsonLines() {
    return Format.JSON_LINES.encode(event);
  }
}
