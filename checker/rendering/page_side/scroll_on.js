async (number, limit) => {
  // one screen further in one of the scrollers that were found; `done` at its end, or at `limit` px; `moved` where it did
  const one = globalThis.checkerScrollers[number];
  const box = one.box;
  const frame = () => Promise.race([new Promise((done) => requestAnimationFrame(done)), new Promise((done) => setTimeout(done, 500))]);
  if (!box || !box.isConnected) return { done: true, moved: false, height: 0 };
  const screen = one.isPage ? innerHeight || 768 : box.clientHeight;
  if (!one.isPage && one.place === one.top) box.scrollIntoView({ block: "center", behavior: "instant" });
  const most = () => Math.max(0, Math.min(box.scrollHeight, limit) - screen);
  const before = box.scrollTop;
  one.place = Math.min(one.place + Math.max(80, screen * 0.8), most());
  box.scrollTo({ top: one.place, behavior: "instant" });
  await frame();
  await frame();
  const stuck = box.scrollTop === before;
  return { done: one.place >= most() || stuck, moved: !stuck, height: box.scrollHeight };
}
