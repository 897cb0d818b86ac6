import { parseRoute, routeTo } from "./logic/route.js";

/** Which view is shown with which parameters: what stands behind the # of the address. */
export class Router extends EventTarget {
  constructor() {
    super();
    addEventListener("hashchange", () => this.#tell());
  }

  /** @returns {{view: string, params: URLSearchParams}} */
  get route() {
    return parseRoute(location.hash);
  }

  /** Goes somewhere; "back" comes back from there. @param {string} view */
  go(view, params = {}) {
    location.hash = routeTo(view, params);
  }

  /** The same where one already is: for what is typed letter by letter. @param {string} view */
  amend(view, params = {}) {
    const hash = routeTo(view, params);
    if (hash !== location.hash) {
      history.replaceState(history.state, "", hash);
      this.#tell();
    }
  }

  #tell() {
    this.dispatchEvent(new Event("change"));
  }
}
