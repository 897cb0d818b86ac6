package dev.courant.scenarios.sensors;

/**
 * What a sensor has measured.
 *
 * @param room where it is
 * @param kind what it measures
 * @param value in the unit of its kind
 */
public record Reading(String room, String kind, double value) {}
