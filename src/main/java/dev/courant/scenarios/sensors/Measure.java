package dev.courant.scenarios.sensors;

/**
 * What this server has measured of itself.
 *
 * @param name of the measure, such as {@code heap}
 * @param value in its unit
 * @param unit as it is shown behind the value
 */
public record Measure(String name, double value, String unit) {}
