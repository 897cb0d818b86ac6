/** As Match.java: how a match stands after a change. */
function after(match, { kind, minute, side, home, away }) {
  if (kind === "kick-off") {
    return { match: match.match, home, away, homeGoals: 0, awayGoals: 0, yellow: 0, red: 0, minute, over: false, changes: 1 };
  }
  const next = { ...match, minute, over: kind === "over", changes: match.changes + 1 };
  const counted = { goal: `${side}Goals`, yellow: "yellow", red: "red" }[kind];
  if (counted) {
    next[counted]++;
  }
  return next;
}

/**
 * The matches as this visitor knows them: a snapshot, and every change after it. The ids of the events are numbered, so
 * that a hole would be noticed.
 */
export class Board {
  /** By number of the match: how it stands, and how many of its changes have come in which way. */
  matches = new Map();
  /** Number of the last change that is contained. */
  number = 0;
  #run = "";

  load({ matches, cursor }) {
    this.matches = new Map(matches.map((match) => [match.match, { ...match, bySnapshot: match.changes, live: 0 }]));
    [this.#run, this.number] = read(cursor);
  }

  /** Takes a change in. @returns {"taken" | "known" | "hole" | "other run"} */
  take(event) {
    const [run, number] = read(event.lastEventId);
    if (run !== this.#run) {
      return "other run";
    }
    if (number > this.number + 1) {
      return "hole";
    }
    if (number <= this.number) {
      return "known";
    }
    const change = event.json();
    const match = this.matches.get(change.match);
    const isNew = change.kind === "kick-off";
    const ways = isNew ? { bySnapshot: 0, live: 1 } : { bySnapshot: match.bySnapshot, live: match.live + 1 };
    this.matches.set(change.match, { ...after(match, change), ...ways });
    this.number = number;
    return "taken";
  }
}

/** An id is `scores-<run>-<number>`. */
function read(id) {
  const end = id.lastIndexOf("-");
  return [id.slice(0, end), Number(id.slice(end + 1))];
}
