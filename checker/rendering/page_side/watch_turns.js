() => {
  // from now on: does what may be a mark come and go by itself? Heard in a world of our own; told by turns.js
  if (globalThis.checkerTurns) return;
  const turns = (globalThis.checkerTurns = { places: new Set(), marked: false });
  const words = /ICP[备证]|[公网]安备|公安备案|标识码|党政机关|事业单位标识|找错|jiucuo|conac|zfwzgl|beian|bm\d{8}/i;
  const hints = (node) => {
    if (node.nodeType === 3) return words.test(node.data.replace(/\s/g, ""));
    if (node.nodeType !== 1) return false;
    return words.test(node.textContent.slice(0, 20000).replace(/\s/g, "")) || words.test(node.outerHTML.slice(0, 20000));
  };
  turns.hints = hints;
  // what we change ourselves for a comparison, while the page stands still, is none of the page's turns: pause_motion.js says when
  let deaf = false;
  const hear = (changes) => {
    if (deaf) return;
    for (const change of changes.slice(0, 200)) {
      const place = change.type === "characterData" ? change.target.parentElement : change.target;
      if (place && place !== document.documentElement && place !== document.body && turns.places.size < 200) turns.places.add(place);
      // what is taken away is no longer to be found afterwards
      if (!turns.marked && change.type !== "attributes") turns.marked = [...change.removedNodes].slice(0, 20).some(hints);
    }
  };
  const ears = new MutationObserver(hear);
  ears.observe(document, {
    subtree: true, childList: true, characterData: true, attributes: true, attributeFilter: ["style", "class", "hidden", "src", "open"],
  });
  turns.stopEars = (stopped) => {
    hear(ears.takeRecords());
    deaf = stopped;
  };
}
