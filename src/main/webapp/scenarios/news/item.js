/** The longest text that is shown: whoever publishes may have written more. */
const LONGEST = 4000;
const KINDS = new Set(["item", "correction", "retraction"]);

/**
 * Reads an event of the newsroom. What an editor publishes over HTTP comes from anybody who has a token: so nothing is
 * taken for granted.
 *
 * @returns {object | null} null where it is none
 */
export function readItem(event) {
  let item;
  try {
    item = event.json();
  } catch {
    return null;
  }
  const texts = ["id", "kind", "of", "section", "headline", "text", "by", "at"];
  if (!texts.every((name) => typeof item?.[name] === "string") || !Array.isArray(item.tags) || !KINDS.has(item.kind)) {
    return null;
  }
  const cut = Object.fromEntries(texts.map((name) => [name, item[name].slice(0, LONGEST)]));
  return { ...cut, tags: item.tags.slice(0, 10).map((tag) => String(tag).slice(0, 40)) };
}

/** The topics of an item: its section, and each of its tags. */
export const topicsOf = ({ section, tags }) => [`/news/${section}`, ...tags.map((tag) => `/news/tags/${tag}`)];

/** Hours and minutes where the visitor is. */
export function timeOf(item) {
  const at = new Date(item.at);
  return Number.isNaN(at.getTime()) ? "" : at.toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit" });
}

export function made(name, className, ...children) {
  const element = document.createElement(name);
  element.className = className;
  element.append(...children);
  return element;
}
