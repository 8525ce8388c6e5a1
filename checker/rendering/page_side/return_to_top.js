async () => {
  // whatever was scrolled stands at its beginning again, the page and every box on it: a list's first rows lie above the page else
  for (const one of Document.prototype.querySelectorAll.call(document, "*")) {
    if (one.scrollTop > 0) one.scrollTo({ top: 0, left: one.scrollLeft, behavior: "instant" });
  }
  scrollTo({ top: 0, left: 0, behavior: "instant" });
  await Promise.race([
    new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))),
    new Promise((done) => setTimeout(done, 500)),
  ]);
}
