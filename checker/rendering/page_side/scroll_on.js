async (number, limit) => {
  // one screen further in one of the scrollers that were found; `done` at its end, or at `limit` px; `moved` where it did
  const one = globalThis.checkerScrollers[number];
  const box = one.box;
  const frame = () => Promise.race([new Promise((done) => requestAnimationFrame(done)), new Promise((done) => setTimeout(done, 500))]);
  if (!box || !box.isConnected) return { done: true, moved: false };
  const screen = one.isPage ? innerHeight || 768 : box.clientHeight;
  if (!one.isPage && one.place === one.top) {
    // not scrollIntoView: that moves clipped rows of slides too, which no person can scroll
    const root = document.scrollingElement || document.documentElement;
    const parent = (e) => Object.getOwnPropertyDescriptor(Node.prototype, "parentElement").get.call(e);
    for (let e = parent(box); e; e = parent(e)) {
      const isRoot = e === root || e === document.body || e === document.documentElement;
      if (isRoot || !/auto|scroll|overlay/.test(getComputedStyle(e).overflowY)) continue;
      const top = box.getBoundingClientRect().top - e.getBoundingClientRect().top;
      e.scrollTo({ top: e.scrollTop + top - (e.clientHeight - box.clientHeight) / 2, behavior: "instant" });
    }
    const clips = (e) => !!e && /hidden|clip/.test(getComputedStyle(e).overflowY);
    const clipped = clips(document.documentElement) || (clips(document.body) && getComputedStyle(document.documentElement).overflowY === "visible");
    const top = root.scrollTop + box.getBoundingClientRect().top - (innerHeight - box.clientHeight) / 2;
    if (!clipped) root.scrollTo({ top, behavior: "instant" });
  }
  const most = () => Math.max(0, Math.min(box.scrollHeight, limit) - screen);
  const before = box.scrollTop;
  one.first ||= box.scrollHeight;
  one.place = Math.min(one.place + Math.max(80, screen * 0.8), most());
  box.scrollTo({ top: one.place, behavior: "instant" });
  await frame();
  await frame();
  const stuck = box.scrollTop === before;
  one.read = box.scrollHeight;
  return { done: one.place >= most() || stuck, moved: !stuck };
}
