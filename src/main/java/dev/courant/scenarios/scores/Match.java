package dev.courant.scenarios.scores;

/**
 * How a match stands.
 *
 * @param match which one
 * @param home who plays
 * @param away whom they play against
 * @param homeGoals goals so far
 * @param awayGoals goals so far
 * @param yellow cards so far
 * @param red cards so far
 * @param minute of the match
 * @param over whether it has ended
 * @param changes how many changes have led to this, since the kick-off
 */
public record Match(
    int match,
    String home,
    String away,
    int homeGoals,
    int awayGoals,
    int yellow,
    int red,
    int minute,
    boolean over,
    int changes) {

  /** How it stands after that; the script of the page adds up in the same way. */
  public Match after(Change change) {
    if (change.kind().equals("kick-off")) {
      return new Match(match, change.home(), change.away(), 0, 0, 0, 0, 0, false, 1);
    }
    boolean isGoal = change.kind().equals("goal");
    return new Match(
        match,
        home,
        away,
        homeGoals + (isGoal && change.side().equals("home") ? 1 : 0),
        awayGoals + (isGoal && change.side().equals("away") ? 1 : 0),
        yellow + (change.kind().equals("yellow") ? 1 : 0),
        red + (change.kind().equals("red") ? 1 : 0),
        change.minute(),
        change.kind().equals("over"),
        changes + 1);
  }
}
