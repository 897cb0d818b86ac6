package dev.courant.scenarios.deliveries;

/**
 * An order has come to a step.
 *
 * @param id of the order: whoever knows it may follow the order
 * @param goods what was ordered
 * @param step where it is now
 * @param at since when, in milliseconds since 1970
 */
public record Progress(String id, String goods, Step step, long at) {}
