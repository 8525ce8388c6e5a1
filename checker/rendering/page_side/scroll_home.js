async (toEnd) => {
  // with `toEnd` the page stands at its end, as do boxes that fill most of it; else everything stands where it stood at first
  const large = (box) => box.clientWidth * box.clientHeight >= 0.5 * innerWidth * innerHeight;
  for (const one of (globalThis.checkerScrollers || []).slice().reverse()) {
    if (!one.box || !one.box.isConnected) continue;
    const top = toEnd && (one.isPage || large(one.box)) ? one.place : one.isPage ? 0 : one.top;
    one.box.scrollTo({ top, left: 0, behavior: "instant" });
  }
  if (!toEnd) scrollTo({ top: 0, left: 0, behavior: "instant" });
  await Promise.race([
    new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))),
    new Promise((done) => setTimeout(done, 500)),
  ]);
}
