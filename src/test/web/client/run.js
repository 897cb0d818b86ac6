import { runAll } from "./harness.js";

const query = new URL(location.href).searchParams;
const inPage = typeof document !== "undefined";

async function outcome() {
  try {
    await import(`./${query.get("suite")}`);
    return await runAll();
  } catch (failure) {
    return [{ name: "the file of tests loads", error: failure?.stack ?? String(failure) }];
  }
}

if (inPage && query.has("worker")) {
  const worker = new Worker(`run.js?suite=${query.get("suite")}`, { type: "module" });
  worker.onmessage = ({ data }) => (globalThis.results = data);
  worker.onerror = ({ message }) => (globalThis.results = [{ name: "the worker starts", error: message ?? "no" }]);
} else if (inPage) {
  globalThis.results = await outcome();
} else {
  postMessage(await outcome());
}
