package dev.courant.bench.fanout;

import java.util.Map;

/** Percentiles, in milliseconds. */
record Latency(double p50, double p99, double p999, double max) {
  static final Latency NONE = new Latency(Double.NaN, Double.NaN, Double.NaN, Double.NaN);

  static Latency of(Map<String, Double> figures) {
    return new Latency(
        figures.get("p50"), figures.get("p99"), figures.get("p99.9"), figures.get("max"));
  }
}
