import { visibleParts } from "../logic/visible.js";

/**
 * Makes an element. Nothing here reads HTML: texts become text nodes, properties are set as properties.
 *
 * @param {string} name
 * @param {Record<string, any>} [properties] of the element; `on` has listeners by type, `data` what is in its dataset
 * @param {...(Node | string | number | null | false | undefined)} children
 * @returns {HTMLElement & Record<string, any>}
 */
export function el(name, { on = {}, data = {}, ...properties } = {}, ...children) {
  const element = document.createElement(name);
  Object.assign(element, properties);
  Object.assign(element.dataset, data);
  Object.entries(on).forEach(([type, listener]) => element.addEventListener(type, listener));
  const shown = children.filter((child) => child !== null && child !== false && child !== undefined);
  element.append(...shown.map((child) => (child instanceof Node ? child : String(child))));
  return element;
}

/**
 * A text of somebody else's: isolated, so that it cannot turn what stands beside it, and with names for the characters
 * that would not show.
 *
 * @param {string} text
 * @param {{lines?: boolean, empty?: string}} [options] lines: line feeds stay; empty: what to say where there is nothing
 */
export function foreign(text, { lines = false, empty = "–" } = {}) {
  const place = el("bdi", { className: "foreign" });
  showForeign(place, text, { lines, empty });
  return place;
}

/** Puts such a text into a place, unless it is there already: a selection in it survives. @param {any} place */
export function showForeign(place, text, { lines = false, empty = "–" } = {}) {
  if (place.shown === text) {
    return;
  }
  place.shown = text;
  if (text === "") {
    place.replaceChildren(el("span", { className: "quiet" }, empty));
    return;
  }
  place.replaceChildren(
    ...visibleParts(text, lines).map((part) => (part.hidden ? el("span", { className: "hidden-sign" }, part.text) : part.text)),
  );
}

/** Sets a text unless it is there already. @param {Node} place @param {string} text */
export function say(place, text) {
  if (place.textContent !== text) {
    place.textContent = text;
  }
}

/**
 * A button that does something which takes a while: it cannot be pressed again meanwhile.
 *
 * @param {string} label
 * @param {() => unknown} act
 */
export function button(label, act, properties = {}) {
  const made = el("button", { type: "button", ...properties }, label);
  made.addEventListener("click", async () => {
    if (made.ariaDisabled === "true") {
      return;
    }
    made.ariaDisabled = "true";
    try {
      await act();
    } finally {
      made.ariaDisabled = null;
    }
  });
  return made;
}

/** A form control with its label around it. @param {string} label @param {HTMLElement} control */
export function field(label, control, hint = "") {
  return el("label", { className: "field" }, el("span", {}, label), control, hint && el("small", {}, hint));
}

/** A choice. @param {string} name @param {[string, string][]} options value and text */
export function choice(name, options, value = "") {
  const select = el("select", { name }, ...options.map(([of, text]) => el("option", { value: of }, text)));
  select.value = value;
  return select;
}

let ids = 0;

/** An id that no other element has. */
export function freshId() {
  return `part-${++ids}`;
}
