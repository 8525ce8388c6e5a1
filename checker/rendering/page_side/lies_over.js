function () {
  // over which share of the screen `this` lies, where it, or something that holds it, is laid over the page; else null
  // past what a form names its fields: such names would lead round and round
  const told = (type, name) => (e) => Object.getOwnPropertyDescriptor(type.prototype, name).get.call(e);
  const parent = told(Node, "parentElement"), slot = told(Element, "assignedSlot");
  const rootOf = (e) => Node.prototype.getRootNode.call(e);
  const up = (e) => slot(e) || parent(e) || (rootOf(e) instanceof ShadowRoot ? rootOf(e).host : null);
  const box = this.getBoundingClientRect();
  const width = Math.min(box.right, innerWidth) - Math.max(box.left, 0), height = Math.min(box.bottom, innerHeight) - Math.max(box.top, 0);
  const share = (Math.max(0, width) * Math.max(0, height)) / (innerWidth * innerHeight);
  for (let e = this; e; e = up(e)) {
    const style = getComputedStyle(e);
    if (style.position === "fixed" || (style.position === "absolute" && (parseInt(style.zIndex, 10) || 0) >= 100)) return share;
    if (e.tagName === "DIALOG" && e.open) return share;
  }
  return null;
}
