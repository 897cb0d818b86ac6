package dev.courant.scenarios.tracking;

import java.util.List;
import java.util.random.RandomGenerator;

/** Drives from crossing to crossing, as chance has it. One thread at a time. */
final class Vehicle {
  private final String id;
  private final String kind;
  private final double metresPerSecond;
  private Crossing from;
  private Crossing to;
  private double driven;

  Vehicle(String id, String kind, double metresPerSecond, Crossing start) {
    this.id = id;
    this.kind = kind;
    this.metresPerSecond = metresPerSecond;
    this.from = start;
    this.to = start.neighbours().get(0);
  }

  void drive(double seconds, RandomGenerator random) {
    driven += metresPerSecond * seconds;
    double street = from.metresTo(to);
    if (driven >= street) {
      driven -= street;
      // Nobody turns round: every crossing has at least one other way out.
      Crossing before = from;
      List<Crossing> ways =
          to.neighbours().stream().filter(crossing -> !crossing.equals(before)).toList();
      from = to;
      to = ways.get(random.nextInt(ways.size()));
    }
  }

  Sighting seen() {
    double part = driven / from.metresTo(to);
    double east = to.x() - from.x();
    double south = to.y() - from.y();
    int heading = (int) Math.round(Math.toDegrees(Math.atan2(south, east)));
    return new Sighting(
        id, kind, tenths(from.x() + part * east), tenths(from.y() + part * south), heading);
  }

  private static double tenths(double metres) {
    return Math.round(metres * 10) / 10.0;
  }
}
