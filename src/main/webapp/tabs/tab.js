import { connect } from "../client/courant.js";

// A page within a page, which listens as any other does and tells the outer one how it goes.
const share = new URLSearchParams(location.search).get("share");
// Without sharing it is to be an EventSource: by itself the client would go to a WebSocket when no connection is left.
const transport = share === "off" ? "sse" : "auto";
const hub = connect("../.well-known/mercure", { match: "/pulse", resume: false, share, transport });

let last;
let problem;

function tell() {
  const { state, mode } = hub;
  parent.postMessage({ state, mode, problem, last }, location.origin);
}

hub.on("statechange", (change) => {
  problem = change.problem;
  tell();
});
hub.on("message", (event) => {
  last = event.json().n;
  tell();
});
addEventListener("pagehide", () => hub.close());
tell();
