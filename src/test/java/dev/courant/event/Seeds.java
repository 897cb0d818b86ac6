package dev.courant.event;

import java.util.Random;

/** Runs tests that draw at random, so that a failure tells how to repeat it. */
public final class Seeds {
  private Seeds() {}

  /** A test that draws at random. */
  public interface Trial {
    /** Runs the test on data of its own. */
    void run(Random random) throws Exception;
  }

  /** Runs a test with the same two seeds as ever, and with one that is new each time. */
  public static void tryThree(Trial trial) {
    for (long seed : new long[] {1, 2, new Random().nextLong()}) {
      try {
        trial.run(new Random(seed));
      } catch (Exception | AssertionError e) {
        throw new AssertionError("Failed with the seed " + seed, e);
      }
    }
  }
}
