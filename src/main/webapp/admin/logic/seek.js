/**
 * Where to look in history, between the form, the address of the page and the query of the API.
 */

/** How many events a page of history has. */
export const PAGE = 50;
/** How many on each side of the one that was jumped to. */
const AROUND = 25;
const FILTERS = ["topic", "pattern", "type"];

/**
 * What to ask the API for, from the parameters of the page. Mostly one query; around an event two, whose answers are
 * joined: forwards, then backwards.
 *
 * @param {URLSearchParams} params
 * @returns {Record<string, string | number>[]}
 */
export function queriesOf(params) {
  const filters = Object.fromEntries(FILTERS.filter((name) => params.get(name)).map((name) => [name, params.get(name) ?? ""]));
  const from = params.get("from") ?? "newest";
  const at = params.get("at") ?? "";
  const direction = directionOf(params);
  if (from === "around") {
    const offset = offsetOf(at);
    return [
      { ...filters, after: offset, limit: AROUND },
      { ...filters, before: offset + 1, limit: AROUND + 1 },
    ];
  }
  if (from === "before" || from === "after") {
    return [{ ...filters, [from]: offsetOf(at), limit: PAGE }];
  }
  const where = from === "newest" || from === "oldest" ? {} : { [from]: from === "time" ? instantOf(at) : at };
  return [{ ...filters, ...where, direction, limit: PAGE }];
}

/** Which way it goes: what was chosen, else what one means by such a place. @param {URLSearchParams} params */
export function directionOf(params) {
  const from = params.get("from") ?? "newest";
  const chosen = params.get("direction");
  if (from === "newest" || from === "before" || from === "around") {
    return "backwards";
  }
  if (from === "oldest" || from === "after") {
    return "forwards";
  }
  return chosen === "backwards" || chosen === "forwards" ? chosen : from === "time" ? "forwards" : "backwards";
}

/**
 * The offset in a position: what is behind its last hyphen.
 *
 * @param {string} position epoch-offset, with # or without, or an offset alone
 * @throws {TypeError} where there is none, with a sentence
 */
export function offsetOf(position) {
  const digits = /^(?:#?[^#]*-)?(\d{1,15})$/.exec(position.trim());
  if (!digits) {
    throw new TypeError("A position looks like 0123abcd-57, or is a number such as 57.");
  }
  return Number(digits[1]);
}

/**
 * A time as the API reads it.
 *
 * @param {string} text of a field for date and time, in the browser's zone; or ISO 8601 with an offset
 * @throws {TypeError} where it is none, with a sentence
 */
export function instantOf(text) {
  const date = new Date(text);
  if (text === "" || Number.isNaN(date.getTime())) {
    throw new TypeError("This is not a date and a time.");
  }
  return date.toISOString();
}

/** A time as a field for date and time has it, in the browser's zone, to the second. @param {Date} date */
export function localText(date) {
  const local = new Date(date.getTime() - date.getTimezoneOffset() * 60_000);
  return local.toISOString().slice(0, 19);
}

/**
 * Where to go on from: the offsets at both ends of what is shown; where nothing was found, the offset at which the
 * search stopped.
 *
 * @param {{offset: number}[]} events
 * @param {string} direction
 * @param {{next?: number, floor: number, head: number}} answer
 * @returns {{older?: number, newer?: number}}
 */
export function neighbours(events, direction, { next, floor, head }) {
  if (events.length === 0) {
    const isBack = direction === "backwards";
    if (next !== undefined) {
      return isBack ? { older: next } : { newer: next };
    }
    // Nothing from there on: then the other way from the end.
    return head <= floor ? {} : isBack ? { newer: floor } : { older: head + 1 };
  }
  const offsets = events.map(({ offset }) => offset);
  const [oldest, newest] = [Math.min(...offsets), Math.max(...offsets)];
  const [endBehind, endAhead] = direction === "backwards" ? [next ?? oldest, newest] : [oldest, next ?? newest];
  const moreBehind = direction === "backwards" ? next !== undefined : oldest > floor + 1;
  const moreAhead = direction === "forwards" ? next !== undefined : newest < head;
  return { ...(moreBehind && { older: endBehind }), ...(moreAhead && { newer: endAhead }) };
}
