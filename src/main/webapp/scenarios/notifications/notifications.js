import { connect } from "../../client/courant.js";
import { arrange } from "../parts/arrange.js";
import { flash, onceAFrame } from "../parts/frames.js";
import { load } from "../parts/load.js";
import { post } from "../parts/post.js";
import { Inbox } from "./inbox.js";
import "../parts/live-state.js";
import "../parts/source-view.js";

const HUB = "../../.well-known/mercure";
const SHARES = { worker: "a shared worker", locks: "one tab for all", off: "no sharing" };
const TITLE = document.title;

/** `<user-inbox user="ann" name="Ann" other="ben" other-name="Ben">`: what one user sees. */
class UserInbox extends HTMLElement {
  #user = this.getAttribute("user");
  #url = `../../api/scenarios/notifications/${this.#user}`;
  #inbox = new Inbox();
  #lines = new Map();
  #hub;
  #draw = onceAFrame(() => this.#show());

  connectedCallback() {
    this.#build();
    // A tab in the background shows the badge in its title: so it goes on listening.
    this.#hub = connect(HUB, { match: `/users/${this.#user}/inbox`, token: () => this.#token(), resume: false });
    this.#hub.on("notice", (event) => {
      this.#inbox.add(event.json());
      this.#changed();
    });
    this.#hub.on("read", (event) => {
      this.#inbox.markAsRead(event.json().id);
      this.#changed();
    });
    // Listen first, ask then: what comes in between is heard.
    this.#hub.on("statechange", ({ state }) => {
      if (state === "open") {
        this.#load();
      }
      this.#draw();
    });
    this.querySelector("live-state").follow(this.#hub);
  }

  get unread() {
    return this.#inbox.unread;
  }

  async #token() {
    const answer = await post(`${this.#url}/token`);
    return answer.text();
  }

  async #load() {
    for (const notice of await load(this.#url)) {
      this.#inbox.add(notice);
    }
    this.#changed();
  }

  /** The title at once: nothing is drawn in a tab that is in the background. */
  #changed() {
    const all = [...document.querySelectorAll("user-inbox")].reduce((sum, inbox) => sum + inbox.unread, 0);
    document.title = all > 0 ? `(${all}) ${TITLE}` : TITLE;
    this.#draw();
  }

  async #send(form) {
    let refusal = "";
    try {
      const text = new FormData(form).get("text");
      await post(`../../api/scenarios/notifications/${this.getAttribute("other")}`, { from: this.#user, text });
      form.reset();
    } catch (problem) {
      refusal = problem.message;
    }
    form.querySelector("[role=alert]").textContent = refusal;
  }

  #show() {
    const { notices, unread } = this.#inbox;
    this.dataset.unread = unread;
    const badge = this.querySelector(".badge");
    badge.textContent = unread;
    arrange(this.querySelector("ul"), notices.map((notice) => this.#lineOf(notice)));
    const kept = new Set(notices.map(({ id }) => id));
    for (const id of this.#lines.keys()) {
      kept.has(id) || this.#lines.delete(id);
    }
    const { share, transport, subscriber } = this.#hub.mode;
    this.querySelector("[data-mode=share]").textContent = SHARES[share];
    this.querySelector("[data-mode=transport]").textContent = transport ?? "–";
    this.querySelector("[data-mode=stream]").textContent = subscriber?.replace("urn:uuid:", "") ?? "–";
  }

  #lineOf(notice) {
    if (!this.#lines.has(notice.id)) {
      this.#lines.set(notice.id, this.#newLine(notice));
    }
    const line = this.#lines.get(notice.id);
    if (this.#inbox.isRead(notice)) {
      line.className = "";
      line.querySelector("button")?.remove();
    }
    return line;
  }

  #newLine({ id, sender, text, at }) {
    const line = document.createElement("li");
    line.className = "unread";
    const head = element("p", "quiet", `${sender}, ${new Date(at).toLocaleTimeString("en-GB")}`);
    const button = element("button", "", "Mark as read");
    button.type = "button";
    button.addEventListener("click", () => fetch(`${this.#url}/${id}/read`, { method: "POST" }));
    line.append(head, element("p", "text", text), button);
    flash(line);
    return line;
  }

  #build() {
    const name = this.getAttribute("name");
    const other = this.getAttribute("other-name");
    const title = element("div", "title");
    const count = element("p", "count");
    count.append(element("span", "badge", "0"), " unread");
    title.append(element("h2", "", name), count, document.createElement("live-state"));

    const scroll = element("div", "notices");
    scroll.tabIndex = 0;
    scroll.role = "region";
    scroll.ariaLabel = `Inbox of ${name}`;
    scroll.append(document.createElement("ul"));

    const form = document.createElement("form");
    const label = element("label", "", `To ${other}`);
    const text = document.createElement("input");
    Object.assign(text, { name: "text", maxLength: 200, required: true, autocomplete: "off" });
    label.append(text);
    const alert = element("p", "refusal");
    alert.role = "alert";
    form.append(label, element("button", "", "Send"), alert);
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#send(form);
    });

    const mode = element("dl", "mode");
    for (const [key, words] of [["share", "shared by"], ["transport", "transport"], ["stream", "stream"]]) {
      const row = document.createElement("div");
      const value = element("dd", "", "–");
      value.dataset.mode = key;
      row.append(element("dt", "", words), value);
      mode.append(row);
    }
    const section = document.createElement("section");
    section.ariaLabel = name;
    section.append(title, scroll, form, mode);
    this.replaceChildren(section);
  }
}

function element(name, className, text = "") {
  const made = document.createElement(name);
  made.className = className;
  made.textContent = text;
  return made;
}

customElements.define("user-inbox", UserInbox);

/** While this page is looked at, a colleague writes: whoever asks for the count keeps her at it. */
connect(HUB, { match: "/notifications/count", visibility: "pause", resume: false });
