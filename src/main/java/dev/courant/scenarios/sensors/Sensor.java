package dev.courant.scenarios.sensors;

import java.util.Optional;
import java.util.random.RandomGenerator;

/** A simulated sensor. Guarded by the fleet it belongs to. */
final class Sensor {
  /** Long enough for an alarm to be raised, to be escalated, and to be cleared afterwards. */
  private static final int FAULT_ROUNDS = 18;

  private final String room;
  private final Kind kind;
  private double value;
  private Fault fault = Fault.EXCESS;
  private int faultRoundsLeft;

  Sensor(String room, Kind kind) {
    this.room = room;
    this.kind = kind;
    this.value = kind.usual;
  }

  String topic() {
    return "/sensors/" + room + "/" + kind.word();
  }

  void disturb(Fault with) {
    fault = with;
    faultRoundsLeft = FAULT_ROUNDS;
  }

  void repair() {
    faultRoundsLeft = 0;
  }

  boolean isDisturbed() {
    return faultRoundsLeft > 0;
  }

  /** What it measures next; nothing when it does not answer. */
  Optional<Reading> next(RandomGenerator random) {
    value += random.nextGaussian() * kind.step + (kind.usual - value) / 20;
    boolean isFaulty = faultRoundsLeft > 0;
    if (isFaulty) {
      faultRoundsLeft--;
    }
    if (isFaulty && fault == Fault.SILENCE) {
      return Optional.empty();
    }
    double shown = isFaulty ? value + kind.excess : value;
    return Optional.of(new Reading(room, kind.word(), Math.round(shown * 100) / 100.0));
  }
}
