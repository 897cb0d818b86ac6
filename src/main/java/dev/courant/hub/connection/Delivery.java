package dev.courant.hub.connection;

import dev.courant.access.FormFields;
import dev.courant.event.Refusal;
import dev.courant.event.RefusedException;
import java.util.List;

/**
 * How much of what it asks for a connection gets, once it is live. A replay is complete, whatever
 * is asked for here: who presents a cursor wants what it has missed.
 *
 * @param latest whether a client that cannot keep up is spared what is out of date: of what has
 *     piled up, it gets the newest event of each canonical topic
 * @param maxRate the most events a second of each canonical topic, 1 to {@value #MAX_RATE}; of what
 *     comes in between, the newest is delivered when there is time for it again; {@value
 *     #UNLIMITED} where there is no such limit
 */
public record Delivery(boolean latest, int maxRate) {
  /** Every event, however fast they come. */
  public static final int UNLIMITED = 0;

  /** The highest rate that can be asked for: more is no limit that anybody could see. */
  public static final int MAX_RATE = 1000;

  /** Everything, as it comes. */
  public static final Delivery ALL = new Delivery(false, UNLIMITED);

  /** What may wait for a client that wants the latest, in bytes: all of it is out of date soon. */
  static final int OUTBOX_MAX_BYTES = 64 * 1024;

  private static final long SECOND_NANOS = 1_000_000_000;
  private static final String DELIVERY = "delivery";
  private static final String ALL_EVENTS = "all";
  private static final String LATEST = "latest";
  private static final String RATE = "max_rate";

  /**
   * A delivery.
   *
   * @throws RefusedException ({@link Refusal#INVALID}) when there is no such rate
   */
  public Delivery {
    if (maxRate < UNLIMITED || maxRate > MAX_RATE) {
      throw new RefusedException(
          Refusal.INVALID,
          "A rate is a whole number of events a second, 1 to %d".formatted(MAX_RATE));
    }
  }

  /**
   * What a query or a form asks for: {@code delivery=latest} or {@code delivery=all}, and {@code
   * max_rate}.
   *
   * @throws RefusedException ({@link Refusal#INVALID}) when one of them is something else
   */
  public static Delivery in(FormFields fields) {
    String delivery = String.join(",", fields.all(DELIVERY));
    if (!List.of("", ALL_EVENTS, LATEST).contains(delivery)) {
      throw new RefusedException(
          Refusal.INVALID, "There is delivery=all and delivery=latest, one of them");
    }
    return new Delivery(delivery.equals(LATEST), fields.number(RATE, UNLIMITED, 1, MAX_RATE));
  }

  /** Whether events are left out that newer ones of their topics have overtaken. */
  public boolean conflates() {
    return latest || isPaced();
  }

  /** Whether there is a limit to the rate. */
  public boolean isPaced() {
    return maxRate != UNLIMITED;
  }

  /** How long a connection rests after each delivery, in nanoseconds. */
  public long restNanos() {
    return isPaced() ? SECOND_NANOS / maxRate : 0;
  }
}
