import { Router } from "./router.js";
import { Session } from "./session.js";
import { Ticker } from "./ticker.js";
import { button, el, foreign, say } from "./parts/dom.js";
import { visible } from "./logic/visible.js";
import { routeTo } from "./logic/route.js";
import "./parts/live-state.js";
import "./parts/sign-in.js";
import { OverviewView } from "./views/overview.js";
import { ConnectionsView } from "./views/connections.js";
import { TopicsView } from "./views/topics.js";
import { HistoryView } from "./views/history.js";
import { LiveView } from "./views/live.js";
import { PublishView } from "./views/publish.js";
import { TokensView } from "./views/tokens.js";
import { AuditView } from "./views/audit.js";
import { ServerView } from "./views/server.js";

/** @typedef {{session: Session, ticker: Ticker, router: Router}} App */

const VIEWS = {
  overview: ["Overview", OverviewView],
  connections: ["Connections", ConnectionsView],
  topics: ["Topics", TopicsView],
  history: ["History", HistoryView],
  live: ["Live", LiveView],
  publish: ["Publish", PublishView],
  tokens: ["Tokens", TokensView],
  audit: ["Audit log", AuditView],
  server: ["Server", ServerView],
};
Object.entries(VIEWS).forEach(([name, [, view]]) => customElements.define(`${name}-view`, view));

const session = new Session();
const ticker = new Ticker(session);
const router = new Router();
const app = { session, ticker, router };
const main = /** @type {HTMLElement} */ (document.querySelector("main"));
const nav = /** @type {HTMLElement} */ (document.querySelector("nav"));
const who = /** @type {HTMLElement} */ (document.querySelector(".who"));

/** What is offered to whoever is signed in. */
const offered = () => Object.entries(VIEWS).filter(([name]) => name !== "publish" || session.mayAct);

/** @type {{name: string, element: import("./views/view.js").View} | null} */
let shown = null;

/** Shows the view that the address names, the overview where it names none. */
function showRoute() {
  if (!session.me) {
    return;
  }
  const { view, params } = router.route;
  const name = Object.hasOwn(VIEWS, view) ? view : "overview";
  const [title, Made] = VIEWS[name];
  const isFirst = shown === null;
  if (shown?.name !== name) {
    shown = { name, element: new Made() };
    shown.element.app = app;
    main.replaceChildren(shown.element);
    for (const link of nav.querySelectorAll("a")) {
      const isThis = link.hash === routeTo(name);
      link.ariaCurrent = isThis ? "page" : null;
      if (isThis) {
        link.scrollIntoView({ block: "nearest", inline: "nearest" });
      }
    }
    if (!isFirst) {
      main.querySelector("h2")?.focus();
    }
    scrollTo(0, 0);
  }
  const more = shown.element.subtitle(params);
  document.title = `${title}${more ? ` ${visible(more).slice(0, 80)}` : ""} – Courant console`;
  shown.element.show(params);
}

function showSignIn(why) {
  shown = null;
  ticker.stop();
  nav.hidden = true;
  who.replaceChildren();
  document.title = "Sign in – Courant console";
  const signIn = /** @type {any} */ (document.createElement("sign-in"));
  signIn.begin(session, why);
  main.replaceChildren(signIn);
}

function showConsole() {
  const { subject } = session.me;
  who.replaceChildren(
    liveState(),
    el("span", {}, foreign(subject, { empty: "nobody by name" })),
    session.mayAct ? "" : el("span", { className: "badge" }, "read only"),
    button("Sign out", () => session.signOut()),
  );
  nav.replaceChildren(...offered().map(([name, [title]]) => el("a", { href: routeTo(name) }, title)));
  nav.hidden = false;
  ticker.start();
  showRoute();
}

function liveState() {
  const state = /** @type {any} */ (document.createElement("live-state"));
  state.follow(ticker);
  return state;
}

router.addEventListener("change", () => {
  // The link that skips is no view.
  if (location.hash !== "#main") {
    showRoute();
  }
});
document.querySelector(".skip")?.addEventListener("click", (event) => {
  event.preventDefault();
  main.focus();
});
for (const type of ["sample", "recording"]) {
  ticker.addEventListener(type, () => shown?.element.tick());
}
session.addEventListener("change", ({ detail }) => (session.me ? showConsole() : showSignIn(detail)));

say(main, "One moment …");
const why = await session.begin();
if (why) {
  showSignIn(why.trim());
}
