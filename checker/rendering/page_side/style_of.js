function (pseudo) {
  // how `this` is drawn; `pseudo` names its pseudo element ("::before") where that is asked for, which has a size of its own
  // a node that a script took out has no place: that is no sign that nobody sees what the page shows instead
  if (!this.isConnected) throw new Error("the node is gone from the page");
  const e = this.nodeType === 1 ? this : this.parentElement || this.getRootNode().host;
  const style = getComputedStyle(e, pseudo);
  // past what a form names its fields: such names would lead round and round
  const told = (type, name) => (e) => Object.getOwnPropertyDescriptor(type.prototype, name).get.call(e);
  const parent = told(Node, "parentElement"), slot = told(Element, "assignedSlot");
  const rootOf = (e) => Node.prototype.getRootNode.call(e);
  const up = (e) => slot(e) || parent(e) || (rootOf(e) instanceof ShadowRoot ? rootOf(e).host : null);
  let turned = new DOMMatrix();
  for (const { transform, rotate, scale } of styles()) {
    if (transform === "none" && rotate === "none" && scale === "none") continue;
    const own = new DOMMatrix();
    if (rotate !== "none") own.multiplySelf(new DOMMatrix(`rotate${/ /.test(rotate) ? `3d(${axis(rotate)})` : `(${rotate})`}`));
    if (scale !== "none") own.scaleSelf(...scale.split(" ").map(Number));
    if (transform !== "none") own.multiplySelf(new DOMMatrix(transform));
    turned = own.multiply(turned);
  }
  // a drawing has a scale of its own; one that squeezes its letters into a length has one that nobody tells
  const drawing = e instanceof SVGGraphicsElement ? e.getScreenCTM() : null;
  return {
    size: (parseFloat(style.fontSize) || 0) * (drawing ? Math.hypot(drawing.c, drawing.d) : 1),
    squeezed: !!drawing && !!e.closest("[textLength]"),
    // of its own before all transforms, and the width in which it is drawn
    own: [e.offsetWidth || 0, e.offsetHeight || 0],
    drawn: e.getBoundingClientRect().width,
    drawing: !!drawing,
    moving: !!e.closest("marquee"),
    shadow: shadow(),
    vertical: style.writingMode.startsWith("vertical") || style.writingMode.startsWith("sideways"),
    // the linear part of all transforms together: where one px to the right and one px down lead
    turned: [drawing || turned].flatMap(({ a, b, c, d }) => [a, b, c, d]),
  };

  // from the inside out
  function* styles() {
    if (pseudo) yield style;
    for (let n = e; n; n = up(n)) yield getComputedStyle(n);
  }

  // how far off the letters are read, where they are clear themselves and their shadow alone is to be seen
  function shadow() {
    const isClear = (colour) => /^rgba\(.*, 0\)$/.test(colour) || colour === "transparent";
    if (!isClear(style.webkitTextFillColor) || style.textShadow === "none") return [0, 0];
    const shadows = style.textShadow.split(/,(?![^(]*\))/).map((one) => [(one.match(/[a-z]+\([^)]*\)/) || [""])[0], one.replace(/[a-z]+\([^)]*\)/, "")]);
    const seen = shadows.find(([colour]) => !isClear(colour));
    return seen ? seen[1].match(/-?[\d.]+px/g).slice(0, 2).map(parseFloat) : [0, 0];
  }

  function axis(rotate) {
    const [first, ...others] = rotate.split(" ");
    if (others.length === 3) return [first, ...others].join(",");
    return { x: "1,0,0,", y: "0,1,0,", z: "0,0,1," }[first] + others[0];
  }
}
