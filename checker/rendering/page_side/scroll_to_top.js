async () => {
  (document.scrollingElement || document.documentElement).scrollTo({ top: 0, left: 0, behavior: "instant" });
  await Promise.race([new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))), new Promise((done) => setTimeout(done, 200))]);
}
