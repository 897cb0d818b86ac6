package dev.courant.scenarios.alarms;

import java.util.List;
import java.util.Optional;

/**
 * When a value raises an alarm, and when it clears it: not at the same value, or an alarm would
 * come and go with every tremble (hysteresis).
 *
 * @param kind what the sensor measures
 * @param raiseAbove a value above raises the alarm
 * @param clearBelow a value below clears it
 */
record Rule(String kind, double raiseAbove, double clearBelow) {
  private static final List<Rule> ALL =
      List.of(
          new Rule("temperature", 30, 26),
          new Rule("co2", 1_200, 1_000),
          new Rule("noise", 70, 60),
          new Rule("water", 7, 5));

  /** How many rounds a sensor may leave out before that is an alarm itself. */
  static final int MISSING_ROUNDS = 5;

  /** After how many rounds an alarm that nobody has acknowledged gets urgent. */
  static final int ESCALATION_ROUNDS = 10;

  static Optional<Rule> of(String kind) {
    return ALL.stream().filter(rule -> rule.kind.equals(kind)).findFirst();
  }
}
