package dev.courant.hub;

/**
 * What a dismissal has come to.
 *
 * @param ended how many connections have ended by it, on all nodes that were reached
 * @param reach on how many nodes it is in effect
 */
public record Dismissed(int ended, Reach reach) {}
