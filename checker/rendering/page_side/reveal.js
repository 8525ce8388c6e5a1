() => {
  for (const [e, style] of globalThis.concealed || []) {
    if (style === null) e.removeAttribute("style");
    else e.setAttribute("style", style);
  }
  globalThis.concealed = new Map();
  for (const [root, sheet, e, mark] of globalThis.sheets || []) {
    root.adoptedStyleSheets = root.adoptedStyleSheets.filter((s) => s !== sheet);
    e.removeAttribute(mark);
  }
  globalThis.sheets = [];
}
