package dev.courant.log;

/** Is told of each group that was stored, by the log's own thread; must not block. */
@FunctionalInterface
public interface CommitMeter {
  /** So many publications were stored together, in so many nanoseconds. */
  void committed(int publications, long nanos);
}
