(still) => {
  // undoes conceal.js and conceal_pseudo.js; with `still` no transition runs yet, so that the page stands as before at once
  for (const [e, style] of globalThis.concealed || []) {
    // read once more before it is removed: Chromium else leaves an empty attribute of what scripts wrote
    e.getAttribute("style");
    if (style === null) e.removeAttribute("style");
    else e.setAttribute("style", style);
    if (still) e.style.setProperty("transition", "none", "important");
  }
  if (!still) globalThis.concealed = new Map();
  globalThis.clear = new Set();
  for (const [root, sheet, e, mark] of globalThis.sheets || []) {
    root.adoptedStyleSheets = root.adoptedStyleSheets.filter((s) => s !== sheet);
    e.removeAttribute(mark);
  }
  globalThis.sheets = [];
  for (const block of globalThis.blocks || []) block.remove();
  globalThis.blocks = [];
}
