(paused) => {
  // for the moment of a comparison: what comes to an end is brought to its end, as a person waits for it; what never ends stands still
  globalThis.checkerTurns?.stopEars(paused);
  if (paused) {
    globalThis.stilled = [];
    for (const running of document.querySelectorAll("marquee")) running.stop();
    for (const animation of document.getAnimations()) {
      if (animation.playState !== "running") continue;
      const timing = animation.effect ? animation.effect.getComputedTiming() : null;
      if (timing && Number.isFinite(timing.endTime) && timing.endTime <= 5000) {
        animation.finish();
      } else {
        animation.pause();
        stilled.push(animation);
      }
    }
  } else {
    for (const stopped of document.querySelectorAll("marquee")) stopped.start();
    for (const animation of globalThis.stilled || []) {
      try { animation.play(); } catch (gone) { /* an animation whose element went away cannot be played, and need not */ }
    }
    globalThis.stilled = [];
  }
}
