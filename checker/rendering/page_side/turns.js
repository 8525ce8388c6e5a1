() => {
  // whether anything that looks like a mark has changed since watch_turns.js, or is moved without end; and how those places stand now
  const turns = globalThis.checkerTurns;
  if (!turns) return { marked: false, state: "" };
  const places = [...turns.places].filter((e) => e.isConnected && turns.hints(e));
  for (const animation of document.getAnimations()) {
    const timing = animation.effect ? animation.effect.getComputedTiming() : null;
    const target = animation.effect ? animation.effect.target : null;
    if (timing && !Number.isFinite(timing.endTime) && target && target !== document.body && turns.hints(target)) places.push(target);
  }
  const state = places.slice(0, 20).map((e) => {
    const inside = [e, ...Element.prototype.querySelectorAll.call(e, "*")].slice(0, 60);
    return inside.map((each) => {
      const box = Element.prototype.getBoundingClientRect.call(each);
      const shown = Element.prototype.checkVisibility.call(each, { opacityProperty: true, visibilityProperty: true });
      return `${shown ? 1 : 0}${shown ? [Math.round(box.left / 20), Math.round((box.top + scrollY) / 20), Math.round(box.height / 8)] : ""}`;
    }).join(";") + e.textContent.slice(0, 300);
  }).join("|");
  return { marked: turns.marked || places.length > 0, state };
}
