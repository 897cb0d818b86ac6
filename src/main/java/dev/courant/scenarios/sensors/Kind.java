package dev.courant.scenarios.sensors;

import java.util.Locale;

/** What a sensor measures; each room has one of each. */
enum Kind {
  TEMPERATURE(21, 0.1, 12),
  HUMIDITY(45, 0.5, 35),
  CO2(600, 10, 900),
  NOISE(40, 1, 45),
  LIGHT(400, 8, 600),
  POWER(120, 4, 200),
  WATER(2, 0.1, 8),
  VIBRATION(0.2, 0.02, 3),
  PRESSURE(1013, 0.2, 30),
  BATTERY(80, 0.05, -70);

  /** What is usual. */
  final double usual;

  /** How far it wanders from one round to the next. */
  final double step;

  /** How far it is off when something is wrong. */
  final double excess;

  Kind(double usual, double step, double excess) {
    this.usual = usual;
    this.step = step;
    this.excess = excess;
  }

  /** As it stands in topics. */
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
