async (limit, pause) => {
  // as a person reads: one screen after the other to the end, then each box that scrolls by itself; then back to the top
  const wait = (ms) => new Promise((done) => setTimeout(done, ms));
  const frame = () => Promise.race([new Promise((done) => requestAnimationFrame(done)), wait(100)]);
  const root = document.scrollingElement || document.documentElement;
  const screen = innerHeight || 768;
  let steps = 0;
  const walk = async (box, height, most) => {
    let place = 0;
    while (place + height < Math.min(box.scrollHeight, most)) {
      const before = box.scrollTop;
      box.scrollTo({ top: (place += Math.max(80, height * 0.8)), behavior: "instant" });
      await frame();
      await wait(pause);
      steps += 1;
      if (box.scrollTop === before && box.scrollTop + height + 2 < box.scrollHeight) break; // it does not let itself be scrolled
    }
    box.scrollTo({ top: Math.min(box.scrollHeight, most), behavior: "instant" });
    await frame();
    await wait(pause);
  };
  const scrolls = (e) => /auto|scroll|overlay/.test(getComputedStyle(e).overflowY) && e.scrollHeight > e.clientHeight + 16;
  // a root that is clipped cannot be scrolled by a person
  const clipped = [document.documentElement, document.body].some((e) => e && getComputedStyle(e).overflowY === "hidden") &&
    !scrolls(document.documentElement) && !(document.body && scrolls(document.body));
  if (root && !clipped) await walk(root, screen, limit);
  const boxes = Array.from(document.querySelectorAll("*"))
    .filter((e) => e !== root && e !== document.body && e.clientHeight > 80 && e.clientWidth > 80 && scrolls(e))
    .slice(0, 12);
  for (const box of boxes) {
    const before = box.scrollTop;
    box.scrollIntoView({ block: "center", behavior: "instant" });
    await walk(box, box.clientHeight, limit);
    box.scrollTo({ top: before, behavior: "instant" });
  }
  const end = root ? root.scrollHeight : 0;
  if (root && !clipped) root.scrollTo({ top: Math.min(end, limit), behavior: "instant" });
  return { height: end, steps, boxes: boxes.length, clipped };
}
