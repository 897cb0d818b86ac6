/** What the miniature asks for. */
export const asked = { matchUrlPattern: ["/matches/:n"] };

const SNAPSHOT = new URL("../../api/scenarios/scores", import.meta.url);

/** `<scores-mini>`: who plays, the score and the minute. */
class ScoresMini extends HTMLElement {
  #rows = new Map();

  follow(hub) {
    hub.on("score", (event) => {
      const { match, kind, minute } = event.json();
      const clock = this.#rows.get(match)?.firstElementChild;
      if (clock && kind === "minute") {
        clock.textContent = `${minute}′`;
      } else {
        // A change tells nobody the score; the page of the scenario adds them up.
        this.#refresh();
      }
    });
  }

  async #refresh() {
    const answer = await fetch(SNAPSHOT, { cache: "no-store" }).catch(() => null);
    if (answer?.ok) {
      const { matches } = await answer.json();
      matches.forEach((match) => this.#rows.set(match.match, this.#row(match)));
      this.replaceChildren(...this.#rows.values());
    }
  }

  #row({ minute, over, home, away, homeGoals, awayGoals }) {
    const row = document.createElement("p");
    for (const text of [over ? "over" : `${minute}′`, home, `${homeGoals} : ${awayGoals}`, away]) {
      const cell = document.createElement("span");
      cell.textContent = text;
      row.append(cell);
    }
    return row;
  }
}

customElements.define("scores-mini", ScoresMini);
