import { el, freshId, say, showForeign } from "./dom.js";

/**
 * @typedef {object} Column
 * @property {string} title
 * @property {string} [sort] by what the server sorts when this is chosen
 * @property {boolean} [falls] whether numbers and times begin with the highest when sorted the usual way
 * @property {boolean} [number] whether it is set to the right
 * @property {boolean} [head] whether it names the row
 * @property {boolean} [away] whether it is not shown now
 * @property {(place: HTMLElement & Record<string, any>, row: any) => void} fill puts a row's value into its cell, again and again
 */

/**
 * `<data-table>`: rows that come anew all the time. A row is known by its key, and keeps its element: focus and selection
 * survive. Set `caption`, `columns` and `keyOf`, then `show(rows)`. Event: `sort` with {sort, descending}.
 */
class DataTable extends HTMLElement {
  caption = "";
  /** @type {Column[]} */
  columns = [];
  keyOf = (row) => row.id;
  /** What is said where there are no rows. */
  nothing = "Nothing here.";
  #rows = new Map();
  #table = el("table");
  #caption = el("caption");
  #nothing = el("p", { className: "quiet nothing", hidden: true });
  #headers = [];

  connectedCallback() {
    if (this.#headers.length > 0) {
      return;
    }
    this.#caption.id = freshId();
    this.#headers = this.columns.map((column) => this.#headerOf(column));
    this.#table.append(this.#caption, el("thead", {}, el("tr", {}, ...this.#headers)));
    const scroll = el("div", { className: "scroll", role: "region", tabIndex: 0 }, this.#table);
    scroll.setAttribute("aria-labelledby", this.#caption.id);
    this.append(scroll, this.#nothing);
    say(this.#caption, this.caption);
  }

  /** Says by what the rows are sorted. */
  sorted(sort, descending) {
    this.columns.forEach((column, i) => {
      const isThis = column.sort !== undefined && column.sort === sort;
      const falls = Boolean(column.falls) !== descending;
      this.#headers[i].ariaSort = isThis ? (falls ? "descending" : "ascending") : null;
      this.#headers[i].dataset.next = isThis && !descending ? "descending" : "";
    });
  }

  /** @param {any[]} rows @param {string} [caption] another one than before */
  show(rows, caption = this.caption) {
    say(this.#caption, caption);
    this.columns.forEach(({ away = false }, i) => (this.#headers[i].hidden = away));
    const focused = this.contains(document.activeElement) ? /** @type {HTMLElement} */ (document.activeElement) : null;
    const groups = rows.map((row) => this.#groupOf(row));
    const kept = new Set(groups);
    for (const [key, group] of this.#rows) {
      if (!kept.has(group)) {
        group.remove();
        this.#rows.delete(key);
      }
    }
    groups.forEach((group, i) => {
      // The caption and the head come first.
      const there = this.#table.children[i + 2];
      if (there !== group) {
        this.#table.insertBefore(group, there ?? null);
      }
    });
    this.#nothing.hidden = rows.length > 0;
    say(this.#nothing, this.nothing);
    this.#refocus(focused);
  }

  /** Shows something below a row, over its whole width; nothing takes it away. @param {Node | null} [content] */
  unfold(key, content = null) {
    const group = this.#rows.get(key);
    group?.querySelector(":scope > .unfolded")?.remove();
    if (group && content) {
      group.append(el("tr", { className: "unfolded" }, el("td", { colSpan: this.columns.length }, content)));
    }
  }

  isUnfolded(key) {
    return Boolean(this.#rows.get(key)?.querySelector(":scope > .unfolded"));
  }

  /** Marks the one row that is looked at. */
  mark(key) {
    this.#rows.forEach((group, of) => (group.ariaCurrent = of === key ? "true" : null));
  }

  #refocus(focused) {
    if (!focused || document.activeElement === focused) {
      return;
    }
    // A row that moved has lost it; where the row is gone, the table is what is nearest.
    const place = focused.isConnected ? focused : this.querySelector(".scroll");
    /** @type {HTMLElement} */ (place).focus({ preventScroll: true });
  }

  #headerOf(column) {
    const header = el("th", { scope: "col", className: column.number ? "number" : "" });
    if (!column.sort) {
      header.append(column.title);
      return header;
    }
    const choose = () => {
      const detail = { sort: column.sort, descending: header.dataset.next === "descending" };
      this.dispatchEvent(new CustomEvent("sort", { detail }));
    };
    header.append(el("button", { type: "button", className: "sort", on: { click: choose } }, column.title));
    return header;
  }

  #groupOf(row) {
    const key = this.keyOf(row);
    let group = this.#rows.get(key);
    if (!group) {
      const cells = this.columns.map(({ head, number }) =>
        el(head ? "th" : "td", { className: number ? "number" : "", ...(head && { scope: "row" }) }),
      );
      group = el("tbody", {}, el("tr", {}, ...cells));
      this.#rows.set(key, group);
    }
    const { cells } = group.rows[0];
    this.columns.forEach(({ fill, away = false }, i) => {
      cells[i].hidden = away;
      fill(cells[i], row);
    });
    return group;
  }
}

/** Fills a cell with a text of our own. @param {(row: any) => string} of */
export function words(of) {
  return (place, row) => say(place, of(row));
}

/**
 * Fills a cell with a text of somebody else's.
 *
 * @param {(row: any) => string} of
 * @param {{empty?: string, whole?: boolean}} [options] whole: it is not cut where it is long
 */
export function strange(of, { empty = "–", whole = false } = {}) {
  return (place, row) => {
    place.inner ??= place.appendChild(el("bdi", { className: `foreign ${whole ? "whole" : "short"}` }));
    showForeign(place.inner, of(row), { empty });
  };
}

/** Fills a cell with a link; options as of {@link strange}. @param {(row: any) => string} hrefOf @param {(row: any) => string} textOf */
export function link(hrefOf, textOf, { empty = "–", whole = false } = {}) {
  return (place, row) => {
    place.anchor ??= place.appendChild(el("a", {}, el("bdi", { className: `foreign ${whole ? "whole" : "short"}` })));
    const href = hrefOf(row);
    if (place.anchor.getAttribute("href") !== href) {
      place.anchor.href = href;
    }
    showForeign(place.anchor.firstChild, textOf(row), { empty });
  };
}

customElements.define("data-table", DataTable);
