package dev.courant.log;

import dev.courant.event.Position;

/**
 * Where history begins and ends.
 *
 * @param head the position of the newest event; offset 0 while there is none
 * @param floor the newest offset that retention has removed; 0 while it has removed nothing
 */
public record Bounds(Position head, long floor) {}
