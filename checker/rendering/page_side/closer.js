(number, click) => {
  // where a closer that was found stands now; null where it is gone. With `click`, clicked by its own method
  const e = globalThis.checkerClosers[number];
  if (!e || !e.isConnected) return null;
  const box = Element.prototype.getBoundingClientRect.call(e);
  const style = getComputedStyle(e);
  if (box.width < 4 || box.height < 4 || style.visibility !== "visible" || !e.checkVisibility({ opacityProperty: true })) return null;
  if (box.right <= 0 || box.bottom <= 0 || box.left >= innerWidth || box.top >= innerHeight) return null;
  if (click) HTMLElement.prototype.click.call(e);
  return { x: box.left + box.width / 2, y: box.top + box.height / 2 };
}
