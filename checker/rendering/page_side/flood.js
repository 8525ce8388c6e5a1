function () {
  // makes the whole box of a picture one loud colour, so that what of the box is to be seen can be told; reveal.js undoes it
  const e = this.nodeType === 1 ? this : this.parentElement || this.getRootNode().host;
  if (!e || (e instanceof SVGElement && !(e instanceof SVGSVGElement))) return false;
  const set = (one, name, value) => {
    if (!concealed.has(one)) concealed.set(one, one.getAttribute("style"));
    one.style.setProperty(name, value, "important");
  };
  set(e, "visibility", "visible");
  set(e, "background", "#f0f");
  set(e, "border-radius", "0");
  set(e, "object-fit", "none");
  set(e, "object-position", "-99999px 0");
  if (e.tagName === "A") {
    for (const child of Array.from(e.querySelectorAll("*")).slice(0, 20)) {
      set(child, "visibility", "visible");
      set(child, "background", "#f0f");
    }
  }
  if (e instanceof SVGSVGElement) for (const child of e.children) if (child.style) set(child, "visibility", "hidden");
  return true;
}
