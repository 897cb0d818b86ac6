/**
 * Commands for a POSIX shell. Names and data are anybody's: whatever is in them, the command does what it says, also
 * where it is pasted into a terminal, which takes some control characters for keys.
 */

/** What a terminal might not take for a part of the text. Line feeds are safe within quotes. */
const KEYS = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/u;

/** Linux has room for 128 KiB in one argument of a program. */
const MOST_BYTES = 100_000;

/**
 * A text as one word of a shell.
 *
 * @param {string} text without NUL
 */
export function quoted(text) {
  return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}

/**
 * A command that publishes an event again, with a new id: with its old one the hub would take it for a repetition.
 *
 * @param {string} hub its URL
 * @param {{topics: string[], type?: string, private?: boolean, ttl_seconds?: number, data?: string}} event
 */
export function publishAgain(hub, { topics, type = "", private: isPrivate = false, ttl_seconds: ttl, data = "" }) {
  const [before, dataWord] = dataOf(data);
  const words = [
    ...topics.map((topic) => field("topic", topic)),
    ...(type ? [field("type", type)] : []),
    ...(isPrivate ? ["-d private=on"] : []),
    ...(ttl === undefined ? [] : [`-d ttl=${Number(ttl)}`]),
    dataWord,
    quoted(hub),
  ];
  return `${before}curl -H "Authorization: Bearer $TOKEN" \\\n  ${words.join(" \\\n  ")}`;
}

/**
 * A command that reads an event back, by the admin API.
 *
 * @param {string} api URL of the admin API, with a slash at its end
 * @param {number} offset
 */
export function readBack(api, offset) {
  return `curl -H "Authorization: Bearer $TOKEN" ${quoted(new URL(`history/${Number(offset)}`, api).href)}`;
}

/** @param {string} name @param {string} value */
function field(name, value) {
  const plain = value.replaceAll("\n", "");
  return KEYS.test(plain) ? `-d ${name}=${encoded(value)}` : `--data-urlencode ${quoted(`${name}=${value}`)}`;
}

/** What goes before the command, and the word for the data. @param {string} data */
function dataOf(data) {
  const word = field("data", data);
  if (new TextEncoder().encode(word).length <= MOST_BYTES) {
    return ["", word];
  }
  const isEncoded = word.startsWith("-d ");
  const text = isEncoded ? `data=${encoded(data)}` : data;
  return [`printf %s ${quoted(text)} | `, isEncoded ? "-d @-" : "--data-urlencode data@-"];
}

/** Percent-encoded, letters, digits and some marks excepted. @param {string} text */
function encoded(text) {
  // What is half a character becomes the sign for "no character", as in every encoder of UTF-8.
  const whole = text.replaceAll(/\p{Cs}/gu, "\ufffd");
  return encodeURIComponent(whole).replaceAll(/[!'()*~]/g, (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`);
}
