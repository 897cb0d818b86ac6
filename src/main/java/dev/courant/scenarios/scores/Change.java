package dev.courant.scenarios.scores;

import jakarta.json.Json;

/**
 * Something that happened in a match.
 *
 * @param match which one
 * @param kind kick-off, minute, goal, yellow, red or over
 * @param minute of the match
 * @param side home or away, of a goal or a card; else empty
 * @param home who plays, at a kick-off; else empty
 * @param away whom they play against
 */
public record Change(int match, String kind, int minute, String side, String home, String away) {
  /** As the pages read it. */
  public String json() {
    return Json.createObjectBuilder()
        .add("match", match)
        .add("kind", kind)
        .add("minute", minute)
        .add("side", side)
        .add("home", home)
        .add("away", away)
        .build()
        .toString();
  }
}
