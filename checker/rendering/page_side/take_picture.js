async (begins) => {
  // the news of the old size comes with the next frame after the picture
  if (!begins) {
    await Promise.race([
      new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))),
      new Promise((done) => setTimeout(done, 150)),
    ]);
  }
  globalThis.checkerTakesPicture = begins;
}
