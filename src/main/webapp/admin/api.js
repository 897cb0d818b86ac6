/** Where the admin API is, from any page in this folder. */
export const API = new URL("../api/admin/", import.meta.url);
/** The hub's own URL, as this browser reaches it. */
export const HUB = new URL("../.well-known/mercure", import.meta.url);

/** Why the server did not do it: problem details (RFC 9457), or no answer at all. */
export class Refused extends Error {
  /** @param {string} sentence @param {number} status 0: there was no answer */
  constructor(sentence, status) {
    super(sentence);
    this.status = status;
  }
}

/** The admin API. Sends the token where there is one; else the session's cookie counts, which the browser sends. */
export class Api {
  #tokenOf;
  #onUnknown;

  /**
   * @param {() => string} tokenOf the token, or nothing
   * @param {(sentence: string) => void} onUnknown called when the server does not know who asks any more
   */
  constructor(tokenOf, onUnknown) {
    this.#tokenOf = tokenOf;
    this.#onUnknown = onUnknown;
  }

  /**
   * @param {string} path below the API
   * @param {Record<string, string | number | boolean | undefined>} [query] what is undefined, empty or false is left out
   * @param {AbortSignal} [signal]
   * @throws {Refused}
   */
  get(path, query = {}, signal) {
    return this.#ask("GET", urlOf(path, query), undefined, signal);
  }

  /** @param {string} path @param {object} [body] @throws {Refused} */
  post(path, body) {
    return this.#ask("POST", urlOf(path), body);
  }

  /** @param {string} path @param {object} body @throws {Refused} */
  put(path, body) {
    return this.#ask("PUT", urlOf(path), body);
  }

  /** @param {string} path @param {Record<string, string | undefined>} [query] @throws {Refused} */
  delete(path, query) {
    return this.#ask("DELETE", urlOf(path, query));
  }

  async #ask(method, url, body, signal) {
    const headers = new Headers({ Accept: "application/json, application/jwt, application/problem+json" });
    const token = this.#tokenOf();
    if (token) {
      headers.set("Authorization", `Bearer ${token}`);
    }
    if (body !== undefined) {
      headers.set("Content-Type", "application/json");
    }
    const answer = await answered(fetch(url, { method, headers, body: body && JSON.stringify(body), signal, cache: "no-store" }));
    if (answer.ok) {
      return answered(contentOf(answer));
    }
    const sentence = await problemOf(answer);
    if (answer.status === 401) {
      this.#onUnknown(sentence);
    }
    throw new Refused(sentence, answer.status);
  }
}

/** What went wrong as a sentence. @param {unknown} failure */
export function sentenceOf(failure) {
  return failure instanceof Error ? failure.message : String(failure);
}

/** Whether it was ended by ourselves, because something else is asked for. @param {unknown} failure */
export function isEnded(failure) {
  return failure instanceof DOMException && failure.name === "AbortError";
}

function urlOf(path, query = {}) {
  const url = new URL(path, API);
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined && value !== "" && value !== false) {
      url.searchParams.set(name, String(value));
    }
  }
  return url;
}

async function answered(promise) {
  try {
    return await promise;
  } catch (failure) {
    if (isEnded(failure)) {
      throw failure;
    }
    throw new Refused("The server does not answer. It may be starting again, or the network is gone.", 0);
  }
}

async function contentOf(answer) {
  if (answer.status === 204) {
    return null;
  }
  return answer.headers.get("Content-Type")?.includes("json") ? answer.json() : answer.text();
}

async function problemOf(answer) {
  const problem = await answer.json().catch(() => ({}));
  return String(problem.detail || problem.title || `The server answered ${answer.status}.`);
}
