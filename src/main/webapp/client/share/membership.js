/**
 * Whether a tab has joined the others, by its last hello. One that says hello a second time, because the one who leads
 * has changed, may still hear what was sent to it after the first: what follows from an older cursor must not be mixed
 * with what follows from a newer one. Messages of one sender come in order, so whatever comes before the answer to the
 * last hello is contained in that answer.
 */
export class Membership {
  #number = 0;
  #isAdmitted = false;

  /** Says hello; the number goes with it, and comes back with the answer. */
  begin() {
    this.#isAdmitted = false;
    return ++this.#number;
  }

  /** Whether a message concerns the tab as it stands now. */
  takes({ say, number }) {
    if (say === "joined" || say === "behind") {
      this.#isAdmitted ||= number === this.#number;
      return number === this.#number;
    }
    return say !== "item" || this.#isAdmitted;
  }
}
