const PAUSE_MS = 2000;

/**
 * Listens to a stream for as long as the page lives.
 *
 * A browser that loses its connection tries again by itself. After any answer but 200 it gives up for good, and a
 * server that is being restarted answers 404 or 503: so there a new EventSource is made. Whatever happened meanwhile
 * is told by `open`, which is the time to read how things stand.
 */
export function listen(url, listeners) {
  const source = new EventSource(url);
  for (const [type, listener] of Object.entries(listeners)) {
    source.addEventListener(type, listener);
  }
  source.addEventListener("error", () => {
    if (source.readyState === EventSource.CLOSED) {
      // A pause of its own for each page: after a restart they must not come all at once.
      setTimeout(() => listen(url, listeners), PAUSE_MS * (1 + Math.random()));
    }
  });
}
