package dev.courant.scenarios.scores;

import java.util.List;

/**
 * How all matches stand, and what comes after that.
 *
 * @param matches the matches
 * @param cursor the id of the last event that is contained in them: who asks the hub for what came
 *     after it misses nothing, and gets nothing twice
 */
public record Snapshot(List<Match> matches, String cursor) {}
