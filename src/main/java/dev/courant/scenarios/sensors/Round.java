package dev.courant.scenarios.sensors;

/**
 * All sensors that answer have been read: fired, within the application, behind their readings.
 *
 * @param number counts the rounds
 */
public record Round(long number) {}
