(paused) => {
  // stops CSS and Web animations and videos for the moment of a comparison; what was running goes on afterwards
  if (paused) {
    globalThis.stilled = document.getAnimations().filter((a) => a.playState === "running");
    for (const animation of stilled) animation.pause();
  } else {
    for (const animation of globalThis.stilled || []) {
      try { animation.play(); } catch (gone) { /* an animation whose element went away cannot be played, and need not */ }
    }
    globalThis.stilled = [];
  }
}
