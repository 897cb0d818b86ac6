import { CourantEventSource } from "/client/courant.js";
import { until } from "./harness.js";
import { script } from "./script.js";

/** Quick, as `retry: 10` makes the browser's own. */
export class Quick extends CourantEventSource {
  constructor(url, init) {
    super(url, { retry: { initialMs: 10, maxMs: 10 }, ...init });
  }
}

/** Opens one, and notes what happens to it. */
export function listen(Source, url, { types = [], ...init } = {}) {
  const source = new Source(url, init);
  const seen = [];
  for (const type of ["open", "error"]) {
    source.addEventListener(type, () => seen.push(`${type} ${source.readyState}`));
  }
  for (const type of ["message", ...types]) {
    source.addEventListener(type, ({ data, lastEventId }) => seen.push([type, data, lastEventId]));
  }
  return { source, seen };
}

/** Plays a script to one, until so many things have happened. */
export async function seenOf(Source, steps, count, init) {
  const url = await script(...steps);
  const { source, seen } = listen(Source, url, init);
  await until(`${count} things have happened, not ${JSON.stringify(seen)}`, () => seen.length >= count);
  // What should not come would have come by then.
  await new Promise((resolve) => setTimeout(resolve, 50));
  source.close();
  return { seen, url, source };
}
