import { flash } from "../parts/frames.js";

const SAID = { goal: "Goal for", yellow: "Yellow card for", red: "Red card for" };
const LINES = 4;

function made(name, className, ...children) {
  const element = document.createElement(name);
  element.className = className;
  element.append(...children);
  return element;
}

/** A match on the page. */
export class MatchCard {
  #minute = made("p", "minute");
  #bar = made("div", "bar", made("i", ""));
  #home = made("span", "team");
  #away = made("span", "team");
  #homeGoals = made("span", "goals");
  #awayGoals = made("span", "goals");
  #cards = made("p", "cards");
  #lines = made("ul", "lines");
  #counts = made("p", "counts");
  #told = [];
  #drawn;
  drawn = made(
    "article",
    "match",
    this.#minute,
    this.#bar,
    made("p", "side", this.#home, this.#homeGoals),
    made("p", "side", this.#away, this.#awayGoals),
    this.#cards,
    this.#lines,
    this.#counts,
  );

  /** What has happened before does not come in a snapshot. */
  forget() {
    this.#told = [];
    this.#drawn = undefined;
  }

  /** Something has happened. */
  tell(change) {
    if (change.kind !== "minute") {
      // What the teams before did is not told of those who play now.
      const before = change.kind === "kick-off" ? [] : this.#told;
      this.#told = [change, ...before].slice(0, LINES);
    }
  }

  draw(match) {
    const before = this.#drawn;
    this.#drawn = match;
    this.drawn.dataset.match = match.match;
    this.#minute.textContent = match.over ? "Full time" : `${match.minute}′`;
    this.#minute.classList.toggle("over", match.over);
    this.#bar.firstElementChild.style.inlineSize = `${(match.minute / 90) * 100}%`;
    this.#home.textContent = match.home;
    this.#away.textContent = match.away;
    this.#drawGoals(this.#homeGoals, match.homeGoals, before?.homeGoals);
    this.#drawGoals(this.#awayGoals, match.awayGoals, before?.awayGoals);
    this.#cards.replaceChildren(made("i", "yellow"), ` ${match.yellow} yellow `, made("i", "red"), ` ${match.red} red`);
    const lines = this.#told.map((change) => this.#line(change, match));
    this.#lines.replaceChildren(...(lines.length > 0 ? lines : [made("li", "", "No news since the snapshot.")]));
    this.#counts.textContent = `${match.bySnapshot} changes by snapshot, ${match.live} live`;
  }

  #drawGoals(place, goals, before) {
    place.textContent = goals;
    if (goals > before) {
      flash(place.parentElement);
    }
  }

  #line({ kind, minute, side }, match) {
    const what = kind in SAID ? `${SAID[kind]} ${match[side]}` : kind === "over" ? "Full time" : "Kick-off";
    return made("li", kind, made("b", "", `${minute}′`), ` ${what}`);
  }
}
