/**
 * The address of a view: `#/connections?q=alice&sort=lag_events`.
 */

/**
 * @param {string} hash with # or without
 * @returns {{view: string, params: URLSearchParams}} view: empty where there is none
 */
export function parseRoute(hash) {
  const text = hash.replace(/^#?\/?/, "");
  const mark = text.indexOf("?");
  const [view, query] = mark < 0 ? [text, ""] : [text.slice(0, mark), text.slice(mark + 1)];
  return { view, params: new URLSearchParams(query) };
}

/**
 * @param {string} view
 * @param {Record<string, string | number | boolean | undefined> | URLSearchParams} [params] what is empty, false or
 *     undefined is left out
 */
export function routeTo(view, params = {}) {
  const entries = params instanceof URLSearchParams ? [...params] : Object.entries(params);
  const kept = entries
    .filter(([, value]) => value !== undefined && value !== "" && value !== false)
    .map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(wellFormed(String(value)))}`);
  return `#/${view}${kept.length > 0 ? `?${kept.join("&")}` : ""}`;
}

/**
 * The same route with some parameters changed.
 *
 * @param {URLSearchParams} params
 * @param {Record<string, string | number | boolean | undefined>} changes
 */
export function changed(params, changes) {
  return { ...Object.fromEntries(params), ...changes };
}

/** encodeURIComponent throws at half a character. @param {string} text */
export function wellFormed(text) {
  return text.replaceAll(/\p{Cs}/gu, "\ufffd");
}
