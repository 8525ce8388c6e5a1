function () {
  // whether `this`, or something that holds it, is laid over the page
  const up = (e) => e.assignedSlot || e.parentElement || (e.getRootNode() instanceof ShadowRoot ? e.getRootNode().host : null);
  for (let e = this; e; e = up(e)) {
    const style = getComputedStyle(e);
    if (style.position === "fixed" || (style.position === "absolute" && (parseInt(style.zIndex, 10) || 0) >= 100)) return true;
    if (e.tagName === "DIALOG" && e.open) return true;
  }
  return false;
}
