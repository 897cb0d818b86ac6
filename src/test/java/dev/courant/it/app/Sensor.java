package dev.courant.it.app;

/** A payload with getters, whose {@code id} is a number. */
public class Sensor {
  private final long id;
  private final double value;

  Sensor(long id, double value) {
    this.id = id;
    this.value = value;
  }

  public long getId() {
    return id;
  }

  public double getValue() {
    return value;
  }
}
