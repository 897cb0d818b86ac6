package dev.courant.hub.measure;

import dev.courant.event.Refusal;

/**
 * Is told what the hub does, to count it. Called by the threads that do it, many at a time, some of
 * them for every write: so nothing here may block, fail, or take longer than a counter does.
 */
public interface Measures {
  /** Counts nothing. */
  Measures NONE = new NoMeasures();

  /** A publication was stored, so long after it was handed to the hub, in nanoseconds. */
  void stored(long nanos);

  /** Something was not accepted. */
  void refused(Refusal reason);

  /** So much was handed to the network for one client. */
  void written(int events, int bytes);

  /**
   * Events were handed to the network for one client that gets them as they happen.
   *
   * @param stamp when the oldest of them was published and stored
   * @param nowNanos the time by the same clock
   */
  void delivered(Stamp stamp, long nowNanos);

  /** A client has come with a cursor. */
  void resumed();

  /** A client was told that it has missed something. */
  void lost();

  /** A pump has made a pass in which it moved something, in so many nanoseconds. */
  void ticked(long nanos);
}
