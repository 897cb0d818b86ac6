/**
 * Tells when a page is not there: left for another one and perhaps kept for "back" (pagehide, pageshow), frozen (Page
 * Lifecycle), or hidden. In a worker nothing of that happens.
 *
 * @param {{leave: (why: string) => void, comeBack: (why: string) => void}} to
 * @param {boolean} alsoHidden whether a page that is hidden counts as not there
 * @returns {() => void} stops telling
 */
export function watchPage({ leave, comeBack }, alsoHidden) {
  const { document } = globalThis;
  if (!document) {
    return () => {};
  }
  const controller = new AbortController();
  const { signal } = controller;
  addEventListener("pagehide", () => leave("away"), { signal });
  addEventListener("pageshow", () => comeBack("away"), { signal });
  document.addEventListener("freeze", () => leave("frozen"), { signal });
  document.addEventListener("resume", () => comeBack("frozen"), { signal });
  if (alsoHidden) {
    const look = () => (document.hidden ? leave("hidden") : comeBack("hidden"));
    document.addEventListener("visibilitychange", look, { signal });
    look();
  }
  return () => controller.abort();
}
