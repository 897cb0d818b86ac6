package dev.courant.admin.measure;

import io.micrometer.core.instrument.distribution.CountAtBucket;
import io.micrometer.core.instrument.distribution.HistogramSnapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * How many of the times that were measured were at most so long: the state of a histogram.
 *
 * @param buckets by rising limits
 * @param total how many there were
 */
record Buckets(List<Bucket> buckets, long total) {
  /**
   * One of them.
   *
   * @param limitMillis its upper limit
   * @param count how many lay at or below it
   */
  record Bucket(double limitMillis, double count) {}

  static Buckets of(HistogramSnapshot snapshot) {
    List<Bucket> buckets = new ArrayList<>();
    for (CountAtBucket at : snapshot.histogramCounts()) {
      buckets.add(new Bucket(at.bucket(TimeUnit.NANOSECONDS) / 1e6, at.count()));
    }
    return new Buckets(buckets, snapshot.count());
  }

  /**
   * The time that this part of those since {@code before} did not exceed, in milliseconds: by the
   * line between two limits, so about. 0 where there were none.
   */
  double quantileSince(Buckets before, double part) {
    double wanted = part * (total - before.total);
    if (wanted <= 0) {
      return 0;
    }
    double below = 0;
    double from = 0;
    for (int i = 0; i < buckets.size(); i++) {
      double here = buckets.get(i).count() - before.buckets.get(i).count();
      double limit = buckets.get(i).limitMillis();
      if (here >= wanted) {
        double share = here == below ? 1 : (wanted - below) / (here - below);
        return from + share * (limit - from);
      }
      below = here;
      from = limit;
    }
    return from;
  }
}
