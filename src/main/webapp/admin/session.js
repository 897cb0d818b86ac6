import { Api, Refused } from "./api.js";

const KEY = "courant-console-token";

/** Who looks: by a token of this tab, else by the session of the server's own sign-in. */
export class Session extends EventTarget {
  /** @type {import("./types.js").Me | null} */
  #me = null;
  #token = sessionStorage.getItem(KEY) ?? "";
  /** The admin API, as whoever is signed in. */
  api = new Api(
    () => this.#token,
    (sentence) => this.#forget(sentence),
  );

  /** Null while nobody is signed in. */
  get me() {
    return this.#me;
  }

  /** Empty where the session of the server counts. */
  get token() {
    return this.#token;
  }

  get mayAct() {
    return this.#me?.rights === "admin";
  }

  /**
   * Finds out who this is, by what there is.
   *
   * @returns {Promise<string>} empty when signed in, else why not; nothing to say where nothing was shown
   */
  async begin() {
    const hadToken = this.#token !== "";
    try {
      this.#me = await this.api.get("me");
      this.#tell();
      return "";
    } catch (failure) {
      const { message, status } = /** @type {Refused} */ (failure);
      if (status === 401 && !hadToken) {
        return " ";
      }
      return status === 403 ? `You are known, but may not look here: ${message}` : message;
    }
  }

  /** Signs in by a token. @param {string} token @returns {Promise<string>} as {@link begin} */
  async signIn(token) {
    // What is pasted may be a whole header, or have the line feed of a file.
    this.#token = token.trim().replace(/^Bearer\s+/i, "");
    if (!/^[\x21-\x7e]+$/.test(this.#token)) {
      this.#token = "";
      return "A token is one long word of letters, digits, points and hyphens.";
    }
    const why = await this.begin();
    if (why === "") {
      sessionStorage.setItem(KEY, this.#token);
    } else {
      this.#token = "";
    }
    return why;
  }

  /** Signs out: forgets the token, or ends the session of the server. */
  async signOut() {
    if (!this.#token) {
      await fetch(new URL("../signout", import.meta.url), { method: "POST" }).catch(() => {});
    }
    this.#forget("You have signed out.");
  }

  #forget(why) {
    sessionStorage.removeItem(KEY);
    this.#token = "";
    if (this.#me) {
      this.#me = null;
      this.#tell(why);
    }
  }

  #tell(why = "") {
    this.dispatchEvent(new CustomEvent("change", { detail: why }));
  }
}
