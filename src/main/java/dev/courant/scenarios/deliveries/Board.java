package dev.courant.scenarios.deliveries;

/**
 * How many orders stand at which step, and nothing of whose they are.
 *
 * @param at when they were counted, in milliseconds since 1970
 */
public record Board(long placed, long packed, long onTheWay, long atTheDoor, long at) {}
