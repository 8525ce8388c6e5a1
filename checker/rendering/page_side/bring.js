async function (fraction, scrolls) {
  // scrolls only what a person can scroll, from the inside out, until `this` stands at that fraction of each scroller;
  // with null it only tells how `this` stands: whether a scroller around it is scrolled, whether it is fixed, and whether a box or
  // frame around it scrolls by itself, so that it may lie in the viewport and be out of sight
  const start = this.nodeType === 1 ? this : this.parentElement || this.getRootNode().host;
  if (!start) return { inner: false, fixed: false, boxed: false };
  // past what a form names its fields: such names would lead round and round
  const told = (type, name) => (e) => Object.getOwnPropertyDescriptor(type.prototype, name).get.call(e);
  const parent = told(Node, "parentElement"), slot = told(Element, "assignedSlot");
  const rootOf = (e) => Node.prototype.getRootNode.call(e);
  const up = (e) => slot(e) || parent(e) || (rootOf(e) instanceof ShadowRoot ? rootOf(e).host : null);
  const root = document.scrollingElement || document.documentElement;
  // where the root says how it overflows, the body's own word does not count for the page: then the body is a box like others
  const isBox = (e) => e !== root && e !== document.documentElement && (e !== document.body || getComputedStyle(document.documentElement).overflowY !== "visible");
  const range = document.createRange();
  let inner = false;
  let fixed = false;
  let boxed = window !== top && !!root && root.scrollHeight > innerHeight + 1;
  const target = () => {
    if (this.nodeType === 3 || this.nodeType === 4) {
      range.selectNodeContents(this);
      const box = range.getBoundingClientRect();
      if (box.width || box.height) return box;
    }
    return start.getBoundingClientRect();
  };
  for (let e = start; e; e = up(e)) {
    const style = getComputedStyle(e);
    if (style.position === "fixed" || style.position === "sticky") fixed = true;
    if (!isBox(e)) continue;
    const vertical = /auto|scroll|overlay/.test(style.overflowY) && e.scrollHeight > e.clientHeight + 1;
    const sideways = /auto|scroll|overlay/.test(style.overflowX) && e.scrollWidth > e.clientWidth + 1;
    if (!vertical && !sideways) continue;
    boxed = true;
    const box = target();
    const frame = e.getBoundingClientRect();
    if (fraction !== null && vertical) e.scrollTo({ top: e.scrollTop + box.top - frame.top - fraction * (e.clientHeight - box.height), behavior: "instant" });
    if (fraction !== null && sideways && (box.left < frame.left || box.right > frame.right)) e.scrollTo({ left: e.scrollLeft + box.left - frame.left - 8, behavior: "instant" });
    inner = inner || e.scrollTop > 0 || e.scrollLeft > 0;
  }
  if (fraction === null) return { inner, fixed, boxed };
  const clips = (e) => e && /hidden|clip/.test(getComputedStyle(e).overflowY);
  const clipped = clips(document.documentElement) || (clips(document.body) && getComputedStyle(document.documentElement).overflowY === "visible");
  if (!clipped && scrolls) {
    const box = target();
    root.scrollTo({ top: root.scrollTop + box.top - fraction * Math.max(0, innerHeight - box.height), behavior: "instant" });
    const after = target();
    if (after.left < 0 || after.right > innerWidth) root.scrollTo({ left: Math.max(0, root.scrollLeft + after.left - 40), behavior: "instant" });
  }
  await Promise.race([
    new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))),
    new Promise((done) => setTimeout(done, 150)),
  ]);
  return { inner, fixed, boxed };
}
