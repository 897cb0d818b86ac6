import { plural } from "../logic/format.js";
import { missingInWords } from "../logic/nodes.js";
import { ask } from "../parts/dialog.js";
import { choice, el, field, foreign } from "../parts/dom.js";

const AWAY = [
  ["0", "may come back at once"],
  ["60", "stays away for 1 minute"],
  ["900", "stays away for 15 minutes"],
  ["3600", "stays away for 1 hour"],
  ["86400", "stays away for 24 hours"],
];

/**
 * Asks how much is to end and for how long, and ends it.
 *
 * @param {import("../console.js").App} app
 * @param {import("../types.js").Connection} connection
 * @returns {Promise<string>} what was done, as a sentence; empty where one thought better of it
 */
export async function dismiss(app, connection) {
  let told = "";
  await ask({
    title: "End a connection",
    content: [
      el("fieldset", {}, el("legend", {}, "What is to end"), ...scopesOf(connection)),
      field("And then it", choice("away", AWAY, "0")),
      el(
        "p",
        { className: "quiet" },
        "One connection is known again by its subject, its address, its program and what it asks for. Clients come back by themselves in a second or two. To one that stays away the hub answers 204, at which browsers give up for good: its page has to be loaded again, after the time is over or after you let it back.",
      ),
    ],
    act: "End",
    onAct: async (form) => {
      const { what, away } = Object.fromEntries(new FormData(form));
      const order = { ...orderOf(String(what), connection), stay_away_seconds: Number(away) };
      const { ended, others } = await app.session.api.post("dismissals", order);
      const done = `${plural(ended, "connection")} ended${order.stay_away_seconds ? `, and ${words(away)}` : ""}.`;
      told = [done, missingInWords(others)].join(" ").trim();
    },
  });
  return told;
}

function scopesOf({ subject, token_id: token, user_agent: program, address, matchers }) {
  const asked = matchers.map(({ match }) => match).join(", ");
  const scopes = [["connection", "This connection:", `${subject || "anonymous"}, ${program || address}, ${asked}`]];
  if (subject) {
    scopes.push(["subject", "All connections of the subject", subject]);
  }
  if (token) {
    scopes.push(["token", "All connections with the token", token]);
  }
  return scopes.map(([value, text, of], i) =>
    el("label", { className: "check" }, el("input", { type: "radio", name: "what", value, checked: i === 0 }), ` ${text} `, foreign(of)),
  );
}

function orderOf(what, { id, subject, issuer, token_id: token }) {
  if (what === "subject") {
    return { subject, ...(issuer && { issuer }) };
  }
  return what === "token" ? { token_id: token } : { connection: id };
}

function words(seconds) {
  return AWAY.find(([value]) => value === String(seconds))?.[1] ?? "";
}
