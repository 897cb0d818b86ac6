/**
 * Draws once per frame, however many events have come in between.
 *
 * @param {() => void} draw
 * @returns {() => void} asks for a drawing with the next frame
 */
export function onceAFrame(draw) {
  let isAsked = false;
  return () => {
    if (!isAsked) {
      isAsked = true;
      requestAnimationFrame(() => {
        isAsked = false;
        draw();
      });
    }
  };
}

const stillness = matchMedia("(prefers-reduced-motion: reduce)");

/** Lets a place light up for a moment, unless the visitor wants no motion. */
export function flash(place, colour = "var(--flash)") {
  if (!stillness.matches) {
    place.animate({ backgroundColor: [colour, "transparent"] }, 700);
  }
}
