function () {
  // makes the whole box of a picture one loud colour, so that what of the box is to be seen can be told; reveal.js undoes it
  const e = this.nodeType === 1 ? this : this.parentElement || this.getRootNode().host;
  if (!e) return false;
  const set = (one, name, value) => {
    if (!concealed.has(one)) concealed.set(one, one.getAttribute("style"));
    one.style.setProperty(name, value, "important");
  };
  if (e instanceof SVGGraphicsElement && e.ownerSVGElement) return floodPart();
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

  // a part of a drawing has no ground of its own: a block in its place, cut and turned as it is, stands for it
  function floodPart() {
    const block = document.createElementNS("http://www.w3.org/2000/svg", "rect");
    for (const name of ["class", "style", "transform", "clip-path", "mask", "opacity"]) {
      const value = e.getAttribute(name);
      if (value !== null) block.setAttribute(name, value);
    }
    const { x, y, width, height } = e.getBBox();
    const look = { x: `${x}px`, y: `${y}px`, width: `${width}px`, height: `${height}px`, rx: "0", fill: "#f0f", stroke: "none", visibility: "visible" };
    for (const [name, value] of Object.entries({ ...look, "pointer-events": "none", transition: "none" })) block.style.setProperty(name, value, "important");
    e.after(block);
    (globalThis.blocks ||= []).push(block);
    return true;
  }
}
