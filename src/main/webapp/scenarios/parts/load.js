const TRY_AGAIN_MS = 2000;

/** Loads how things stand, and tries until it has: a page that shows nothing must not look as if there were nothing. */
export async function load(url) {
  for (;;) {
    try {
      const answer = await fetch(url, { cache: "no-store" });
      if (answer.ok) {
        return await answer.json();
      }
    } catch {
      // The server is away for now.
    }
    await new Promise((resolve) => setTimeout(resolve, TRY_AGAIN_MS));
  }
}
