/** How far back charts go, in milliseconds. */
export const SPAN_MS = 15 * 60_000;

/** After so long without a sample of its node, in milliseconds, another one is followed. */
export const SILENCE_MS = 3_000;

/**
 * The samples of one node in the last fifteen minutes, and never more. Samples come from the recording and from the
 * stream, and may overlap; where others look at other nodes, theirs come by the same stream.
 */
export class Samples {
  /** @type {import("../types.js").Sample[]} oldest first */
  #kept = [];

  /** @param {import("../types.js").Sample[]} samples oldest first */
  replace(samples) {
    this.#kept = [...samples];
    this.#trim();
  }

  /** @param {import("../types.js").Sample} sample @returns {boolean} whether it was new */
  push(sample) {
    const { last } = this;
    const isOther = last !== undefined && sample.node !== last.node;
    if (sample.at <= (last?.at ?? -Infinity) + (isOther ? SILENCE_MS : 0)) {
      return false;
    }
    if (isOther) {
      this.#kept = [];
    }
    this.#kept.push(sample);
    this.#trim();
    return true;
  }

  get last() {
    return this.#kept.at(-1);
  }

  get all() {
    return this.#kept;
  }

  #trim() {
    const from = (this.last?.at ?? 0) - SPAN_MS;
    const first = this.#kept.findIndex(({ at }) => at > from);
    this.#kept.splice(0, Math.max(0, first));
  }
}

/**
 * The values of one measure and what can be said of them.
 *
 * @param {import("../types.js").Sample[]} samples
 * @param {(sample: import("../types.js").Sample) => number} valueOf
 * @returns {{now: number, low: number, high: number} | null} null: there are none
 */
export function summary(samples, valueOf) {
  if (samples.length === 0) {
    return null;
  }
  const values = samples.map(valueOf);
  return { now: values[values.length - 1], low: Math.min(...values), high: Math.max(...values) };
}
