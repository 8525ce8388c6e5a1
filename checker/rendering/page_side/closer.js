(number, click) => {
  // where a closer that was found stands now; null where it, or the box that it closes, is gone or has shrunk to less than half.
  // With `click`, clicked by its own method
  const known = globalThis.checkerClosers[number];
  if (!known || !known.closer.isConnected) return null;
  const shown = (e) => {
    const box = Element.prototype.getBoundingClientRect.call(e);
    if (box.width < 4 || box.height < 4 || getComputedStyle(e).visibility !== "visible") return null;
    if (!Element.prototype.checkVisibility.call(e, { opacityProperty: true })) return null;
    return box.right <= 0 || box.bottom <= 0 || box.left >= innerWidth || box.top >= innerHeight ? null : box;
  };
  const box = shown(known.closer);
  if (!box || !known.overlay.isConnected) return null;
  const around = Element.prototype.getBoundingClientRect.call(known.overlay);
  if (known.area > 0 && around.width * around.height < 0.5 * known.area) return null;
  if (click) HTMLElement.prototype.click.call(known.closer);
  return { x: box.left + box.width / 2, y: box.top + box.height / 2 };
}
