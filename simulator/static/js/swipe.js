// Swiping with a mouse what a finger would swipe: carousels, quick replies.

const SWIPED = ".LySlider, .track, .quick";

/** Let a mouse drag every row of cards inside ``root``; a drag is not a click. */
export function swipeable(root) {
  root.addEventListener("pointerdown", (event) => {
    const row = event.target.closest(SWIPED);
    if (!row || event.pointerType !== "mouse" || event.button !== 0 || row.scrollWidth <= row.clientWidth) return;
    const start = event.clientX, before = row.scrollLeft;
    let moved = false;
    const move = (now) => {
      moved ||= Math.abs(now.clientX - start) > 5;
      if (moved) row.scrollLeft = before - (now.clientX - start);
    };
    const stop = () => {
      window.removeEventListener("pointermove", move);
      window.removeEventListener("pointerup", stop);
      if (!moved) return;
      const swallow = (click) => { click.stopPropagation(); click.preventDefault(); };
      row.addEventListener("click", swallow, { capture: true });
      setTimeout(() => row.removeEventListener("click", swallow, { capture: true }));
    };
    window.addEventListener("pointermove", move);
    window.addEventListener("pointerup", stop);
  });
  root.addEventListener("dragstart", (event) => event.preventDefault());
}
