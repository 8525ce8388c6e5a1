() => {
  // runs before any script of the page, so that this listener comes first: while a picture is taken, the page hears of no resize
  const stop = (event) => {
    if (globalThis.checkerTakesPicture) event.stopImmediatePropagation();
  };
  for (const teller of [globalThis, globalThis.visualViewport]) teller?.addEventListener("resize", stop, true);
}
