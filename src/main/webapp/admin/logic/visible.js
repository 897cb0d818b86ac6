/**
 * Characters that would not show, or would change how others are shown: controls, what turns the direction of a text,
 * spaces without a width, tags, halves of a surrogate pair.
 */
const HIDDEN = /[\p{Cc}\p{Zl}\p{Zp}\p{Cs}\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff9-\ufffc\u{e0000}-\u{e0fff}]/gu;

/** What one reads of a line as it is: line feed and tab are more than a name may have. */
const LAYOUT = new Set(["\n", "\t"]);

/**
 * Cuts a text into what can be shown as it is and names of what cannot.
 *
 * @param {string} text
 * @param {boolean} [keepsLines] whether line feeds and tabs may stay, as in data
 * @returns {{text: string, hidden: boolean}[]} in order; hidden: the text is a name such as U+202E
 */
export function visibleParts(text, keepsLines = false) {
  const parts = [];
  let from = 0;
  for (const { 0: character, index } of text.matchAll(HIDDEN)) {
    if (keepsLines && LAYOUT.has(character)) {
      continue;
    }
    if (index > from) {
      parts.push({ text: text.slice(from, index), hidden: false });
    }
    parts.push({ text: codePoint(character), hidden: true });
    from = index + character.length;
  }
  if (from < text.length || parts.length === 0) {
    parts.push({ text: text.slice(from), hidden: false });
  }
  return parts;
}

/**
 * The same as one text, for places that hold nothing else: titles and names for screen readers.
 *
 * @param {string} text
 */
export function visible(text) {
  return visibleParts(text)
    .map((part) => (part.hidden ? `[${part.text}]` : part.text))
    .join("");
}

/** @param {string} character */
function codePoint(character) {
  return `U+${character.codePointAt(0).toString(16).toUpperCase().padStart(4, "0")}`;
}
