import { routeTo } from "../logic/route.js";
import { el } from "./dom.js";

/** `<sign-in>`: by a token, or by the server's own sign-in. */
class SignIn extends HTMLElement {
  /** @param {import("../session.js").Session} session @param {string} why what to say first */
  begin(session, why) {
    const token = el("input", { type: "password", name: "token", autocomplete: "off", spellcheck: false, required: true });
    const said = el("p", { className: "said", role: "alert" }, why);
    const go = el("button", { type: "submit" }, "Sign in");
    const form = el("form", {}, el("label", { className: "field" }, el("span", {}, "Token"), token), go, said);
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      go.disabled = true;
      said.textContent = await session.signIn(token.value);
      go.disabled = false;
      token.focus();
    });
    this.append(el("h2", {}, "Sign in"), ...this.#words(), form, this.#byServer());
  }

  connectedCallback() {
    this.querySelector("input")?.focus();
  }

  #words() {
    return [
      el(
        "p",
        {},
        "Paste a token with the right to look (observe) or to administer. The first one lies in the server’s data directory, as the file ",
        el("code", {}, "admin-token"),
        "; the server’s log says where that is.",
      ),
      el("p", { className: "quiet" }, "It is kept in this tab, in its session storage, until you sign out or close the tab; it is sent to this server and nowhere else."),
    ];
  }

  #byServer() {
    // The server brings one back to the view that was asked for.
    const to = `/admin/${location.hash || routeTo("overview")}`;
    const href = `../signin?to=${encodeURIComponent(to)}`;
    return el("p", {}, "Or ", el("a", { href }, "sign in with the server"), ", where it knows your name and your role may do this.");
  }
}

customElements.define("sign-in", SignIn);
