function (whole) {
  // hides `this` without moving anything: a text's glyphs alone, or a whole picture; reveal.js undoes it
  const e = this.nodeType === 1 ? this : this.parentElement || this.getRootNode().host;
  if (!e) return false;
  globalThis.concealed ||= new Map();
  if (!concealed.has(e)) concealed.set(e, e.getAttribute("style"));
  const set = (name, value) => e.style.setProperty(name, value, "important");
  set("transition", "none");
  if (whole || e instanceof SVGElement) {
    set("visibility", "hidden");
    return true;
  }
  if (/text/.test(getComputedStyle(e).backgroundClip || "")) set("background", "none");
  set("-webkit-text-fill-color", "transparent");
  set("-webkit-text-stroke-color", "transparent");
  set("text-shadow", "none");
  return true;
}
