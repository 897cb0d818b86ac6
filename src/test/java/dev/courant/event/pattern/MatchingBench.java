package dev.courant.event.pattern;

import dev.courant.event.url.Url;
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

/**
 * Comparing one text with one pattern: {@code ./bench micro Matching}. The hub takes no topic of
 * more than 4,096 bytes; here texts are longer, to see how the time grows. None of them matches,
 * and that shows at their last character only: where an engine that retraces its steps would take
 * for ever.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 3, time = 1)
@Fork(1)
public class MatchingBench {
  private static final int USUAL_LENGTH = 10_000;

  /** A text and what it is compared with. */
  private record Pair(UrlPattern pattern, Url url) {
    static Pair of(String pattern, String text) {
      Url base = Url.parse("https://hub.example/.well-known/mercure").orElseThrow();
      Pair pair = new Pair(UrlPattern.parse(pattern, base), base.resolve("/" + text).orElseThrow());
      if (pair.isMatch()) {
        throw new IllegalStateException(pattern + " is not to match");
      }
      return pair;
    }

    boolean isMatch() {
      return pattern.matches(url);
    }
  }

  /** Longer and longer texts. */
  @State(Scope.Thread)
  public static class Length {
    /** Characters of the text. */
    @Param({"1000", "10000", "100000"})
    public int characters;

    /** The last is what a hostile subscriber would ask for. */
    @Param({"/:segment/end", "/*/*/end", "/((?:x+x+)+y)"})
    public String pattern;

    private Pair pair;

    /** Makes the pair. */
    @Setup
    public void make() {
      pair = Pair.of(pattern, "x".repeat(characters));
    }
  }

  /** More and more groups, each of which may begin and end at every other character. */
  @State(Scope.Thread)
  public static class Groups {
    /** Groups of the pattern; two steps each, of {@value UrlPattern#MAX_STEPS}. */
    @Param({"1", "10", "50", "100"})
    public int groups;

    private Pair pair;

    /** Makes the pair. */
    @Setup
    public void make() {
      StringBuilder pattern = new StringBuilder("/");
      for (int i = 0; i < groups; i++) {
        pattern.append(":g").append(i).append('-');
      }
      pair = Pair.of(pattern + "!", "x-".repeat(USUAL_LENGTH / 2));
    }
  }

  /** Deeper and deeper parentheses, each of them repeated. */
  @State(Scope.Thread)
  public static class Nesting {
    /** How many there are around each other. */
    @Param({"1", "4", "8", "16"})
    public int depth;

    private Pair pair;

    /** Makes the pair. */
    @Setup
    public void make() {
      String pattern = "/(" + "(?:".repeat(depth) + "x" + ")+".repeat(depth) + "y)";
      pair = Pair.of(pattern, "x".repeat(USUAL_LENGTH));
    }
  }

  /** Over the length of the text. */
  @Benchmark
  public boolean byLength(Length length) {
    return length.pair.isMatch();
  }

  /** Over the number of groups, with {@value #USUAL_LENGTH} characters. */
  @Benchmark
  public boolean byGroups(Groups groups) {
    return groups.pair.isMatch();
  }

  /** Over the nesting, with {@value #USUAL_LENGTH} characters. */
  @Benchmark
  public boolean byNesting(Nesting nesting) {
    return nesting.pair.isMatch();
  }
}
