function (whole) {
  // hides `this` without moving anything: a text's glyphs alone, or a whole picture; reveal.js undoes it
  // what shows a field's text takes its look from the field alone
  const field = this.getRootNode().host;
  const e = this.nodeType === 1 ? this : /^(INPUT|TEXTAREA)$/.test(field?.nodeName) ? field : this.parentElement || field;
  if (!e) return false;
  globalThis.concealed ||= new Map();
  globalThis.clear ||= new Set();
  const set = (one, name, value) => {
    if (!concealed.has(one)) concealed.set(one, one.getAttribute("style"));
    one.style.setProperty(name, value, "important");
  };
  set(e, "transition", "none");
  if (whole || e instanceof SVGElement) {
    set(e, "visibility", "hidden");
    return true;
  }
  // what stands inside inherits, and is no part of this text: it keeps its look
  const inner = this.nodeType === 3 || this.nodeType === 4 ? Array.from(e.children).filter((child) => !clear.has(child)).slice(0, 60) : [];
  const looks = inner.map((child) => {
    const { color, webkitTextFillColor: fill, webkitTextStrokeColor: stroke, textShadow: shadow } = getComputedStyle(child);
    return [child, fill === color ? "currentcolor" : fill, stroke === color ? "currentcolor" : stroke, shadow];
  });
  clear.add(e);
  if (/text/.test(getComputedStyle(e).backgroundClip || "")) set(e, "background", "none");
  set(e, "-webkit-text-fill-color", "transparent");
  set(e, "-webkit-text-stroke-color", "transparent");
  set(e, "text-shadow", "none");
  for (const [child, fill, stroke, shadow] of looks) {
    set(child, "transition", "none");
    set(child, "-webkit-text-fill-color", fill);
    set(child, "-webkit-text-stroke-color", stroke);
    set(child, "text-shadow", shadow);
  }
  return true;
}
