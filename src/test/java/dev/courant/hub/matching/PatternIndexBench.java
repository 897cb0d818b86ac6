package dev.courant.hub.matching;

import dev.courant.event.Matcher;
import dev.courant.event.Matchers;
import dev.courant.event.Topic;
import java.net.URI;
import java.util.List;
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

/** Finding whom a topic concerns among many patterns: {@code ./bench micro PatternIndex}. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 3, time = 1)
@Fork(1)
public class PatternIndexBench {
  /** More than are remembered anywhere: each is new when it comes again. */
  private static final int MANY_TOPICS = 8 * PatternIndex.MAX_TOPICS;

  private static final Topic USUAL_TOPIC = new Topic("/shops/7/orders/1");

  private final Topic[] topics = new Topic[MANY_TOPICS];
  private final PatternIndex<Matcher> index = new PatternIndex<>();
  private int next;

  /** How many patterns there are; one of them matches. */
  @Param({"10", "1000", "100000"})
  public int patterns;

  /** Fills the index. */
  @Setup
  public void fill() {
    var matchers = new Matchers(URI.create("https://hub.example/.well-known/mercure"));
    for (int i = 0; i < patterns; i++) {
      Matcher matcher = matchers.urlPattern("/shops/" + i + "/orders/:id");
      index.add((Matcher.ByPattern) matcher, matcher);
    }
    for (int i = 0; i < MANY_TOPICS; i++) {
      topics[i] = new Topic("/shops/7/orders/" + i);
    }
  }

  /** A topic of which nothing is known. */
  @Benchmark
  public List<List<Matcher>> newTopic() {
    next = (next + 1) % MANY_TOPICS;
    return index.concernedBy(topics[next]);
  }

  /** A topic that was asked for before. */
  @Benchmark
  public List<List<Matcher>> knownTopic() {
    return index.concernedBy(USUAL_TOPIC);
  }
}
