import { Address } from "../address.js";
import { Link } from "../link.js";
import { Matchers } from "../matchers.js";
import { Recent } from "./recent.js";

/** So many beats without an answer, and a member is taken for dead: a tab that has crashed says no goodbye. */
const BEATS_MISSED = 4;
const ANSWER_MS = 5000;

/**
 * One stream for several tabs that ask for the same thing with the same rights. Runs in the shared worker, or in the tab
 * that leads. A member is `{post(message)}`; what it says is handed to `hear`.
 */
export class Fanout {
  #members = new Map();
  #recent = new Recent();
  #link;
  #state = { state: "connecting", attempt: 0 };
  #isLive = false;
  #questions = new Map();
  #lastQuestion = 0;
  #firstToken;
  #beat;
  #onEmpty;

  /**
   * @param {object} hello what the first member asks for
   * @param {() => void} onEmpty called when the last member has left
   */
  constructor({ spec, cursor, token }, onEmpty) {
    this.#onEmpty = onEmpty;
    this.#firstToken = token;
    this.#recent.begin(cursor);
    this.#link = new Link(
      {
        address: new Address(spec.href),
        matchers: new Matchers(spec.match, spec.matchUrlPattern),
        cursor,
        options: { ...spec.stream, fetch: (...request) => fetch(...request) },
        token: spec.hasToken ? (why) => this.#askForToken(why) : undefined,
      },
      { onItem: (item) => this.#onItem(item), onState: (state) => this.#onState(state) },
    );
    this.#beat = setInterval(() => this.#beatAll(), spec.stream.shareBeatMs);
    this.#link.resume();
  }

  /** Takes what a member says; the first is its hello. */
  hear(member, message) {
    const known = this.#members.get(member);
    if (known) {
      known.missed = 0;
    }
    switch (message.say) {
      case "hello":
        this.#join(member, message);
        break;
      case "bye":
        this.#leave(member);
        break;
      case "answer":
        this.#questions.get(message.number)?.(message);
        break;
      case "retry":
        this.#link.retryNow();
        break;
      default: // A beat has done what it is for.
    }
  }

  close() {
    clearInterval(this.#beat);
    // First: that this end is closed is nothing to those who go on with another one.
    this.#members.clear();
    this.#link.close();
  }

  #join(member, { cursor, number }) {
    const known = { missed: 0, waitsFor: undefined, number };
    this.#members.set(member, known);
    member.post({ say: "beat" });
    if (this.#state.state === "closed") {
      // What was refused to the others may not be any more: somebody has signed in, perhaps.
      this.#link.retryNow();
    }
    const items = cursor === undefined ? [] : this.#recent.after(cursor);
    if (items) {
      this.#admit(member, number, items);
    } else if (this.#isLive) {
      member.post({ say: "behind", number });
    } else {
      // The stream may be on its way to there.
      known.waitsFor = cursor;
    }
  }

  #admit(member, number, items) {
    member.post({ say: "joined", number, items, cursor: this.#link.cursor, state: this.#state });
  }

  #leave(member) {
    if (this.#members.delete(member) && this.#members.size === 0) {
      this.close();
      this.#onEmpty();
    }
  }

  #onItem(item) {
    const status = item.notice?.status;
    // That the stream is live, or ends soon, is no news for who joins later; where it was then is.
    const isPassing = status === "live" || status === "expiring";
    this.#recent.add(isPassing ? { kind: "cursor", id: item.id } : item);
    for (const [member, known] of this.#members) {
      if (known.waitsFor === undefined) {
        member.post({ say: "item", item });
      } else if (known.waitsFor === item.id) {
        known.waitsFor = undefined;
        this.#admit(member, known.number, []);
      }
    }
    if (status === "live" || status === "reset") {
      this.#nowLive();
    }
  }

  #nowLive() {
    this.#isLive = true;
    for (const [member, known] of this.#members) {
      if (known.waitsFor !== undefined) {
        known.waitsFor = undefined;
        member.post({ say: "behind", number: known.number });
      }
    }
  }

  #onState(state) {
    this.#state = state;
    this.#isLive &&= state.state === "open";
    this.#members.forEach((_, member) => member.post({ say: "state", state }));
  }

  #beatAll() {
    for (const [member, known] of this.#members) {
      if (++known.missed > BEATS_MISSED) {
        // Should it only have been frozen, it reads this when it wakes up, and joins again.
        member.post({ say: "dropped" });
        this.#leave(member);
      } else {
        member.post({ say: "beat" });
      }
    }
  }

  async #askForToken(why) {
    if (this.#firstToken !== undefined && why.status === 0) {
      const token = this.#firstToken;
      this.#firstToken = undefined;
      return token;
    }
    for (const member of [...this.#members.keys()]) {
      const answer = await this.#question(member, why);
      if (answer?.token !== undefined) {
        return answer.token;
      }
    }
    throw new Error("no tab has answered with a token");
  }

  #question(member, why) {
    const number = ++this.#lastQuestion;
    return new Promise((resolve) => {
      this.#questions.set(number, resolve);
      setTimeout(resolve, ANSWER_MS);
      member.post({ say: "ask", number, why });
    }).finally(() => this.#questions.delete(number));
  }
}
