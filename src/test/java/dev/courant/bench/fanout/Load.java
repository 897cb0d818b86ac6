package dev.courant.bench.fanout;

import java.util.List;

/**
 * How many listen to what, and how much is published.
 *
 * @param name its letter, and what tells it from others of the letter
 * @param connections how many listen
 * @param stalled how many of them never read
 * @param topics how many topics there are; events are spread over them at random
 * @param interest what each connection asks for
 * @param perSecond events per second
 * @param seconds for how long
 * @param bytes the data of one event
 */
record Load(
    String name,
    int connections,
    int stalled,
    int topics,
    Interest interest,
    double perSecond,
    int seconds,
    int bytes) {
  /** What a connection asks for. */
  enum Interest {
    /** Every connection for the one topic. */
    SAME,
    /** Every connection for a topic of its own. */
    OWN,
    /** Every connection for a URL pattern of its own, which ten topics match. */
    PATTERN
  }

  /** How many topics match a pattern of {@link Interest#PATTERN}. */
  static final int TOPICS_OF_PATTERN = 10;

  private static final int SHORT = 120;

  /** What stalls a client that does not read, in a minute: short events fit into the kernel. */
  private static final int LONG = 1_024;

  static final Load WARM_UP = same("warm-up", 200, 2_000, 8, SHORT);

  /** In the order of the table; c, h, i and j are experiments of their own. */
  static final List<Load> ALL =
      List.of(
          same("a 1,000/s", 200, 1_000, 10, SHORT),
          same("a 5,000/s", 200, 5_000, 10, SHORT),
          same("a 10,000/s", 200, 10_000, 10, SHORT),
          same("a 20,000/s", 200, 20_000, 10, SHORT),
          same("b 10/s", 5_000, 10, 15, SHORT),
          same("b 20/s", 5_000, 20, 15, SHORT),
          same("d", 100, 1, 30, SHORT),
          same("e reference", 1, 2_000, 10, SHORT),
          new Load("e", 10_000, 0, 10_000, Interest.OWN, 2_000, 10, SHORT),
          new Load("f", 1_000, 0, 1_000 * TOPICS_OF_PATTERN, Interest.PATTERN, 2_000, 10, SHORT),
          same("g reference", 4_750, 20, 15, LONG),
          new Load("g", 5_000, 250, 1, Interest.SAME, 20, 80, LONG));

  private static Load same(String name, int connections, double perSecond, int seconds, int bytes) {
    return new Load(name, connections, 0, 1, Interest.SAME, perSecond, seconds, bytes);
  }

  /** The same listeners with other events. */
  Load with(String newName, double newPerSecond, int newBytes) {
    return new Load(
        newName, connections, stalled, topics, interest, newPerSecond, seconds, newBytes);
  }

  /** To how many connections an event goes, of those that read. */
  int reach() {
    return interest == Interest.SAME ? connections - stalled : 1;
  }

  /** Whether a connection gets the numbers of one topic: those of several are not comparable. */
  boolean isNumbered() {
    return interest != Interest.PATTERN;
  }

  /** The letter. */
  String letter() {
    return name.substring(0, 1);
  }
}
