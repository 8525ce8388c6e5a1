function () {
  // `this` is an element: its own box, and for a picture whether anything of it came. A link is as large as what stands in it: a
  // picture as the background of an <i> lies outside an inline link's own box. `loose`: a background that need not fill the box
  const e = this.nodeType === 1 ? this : this.parentElement || this.getRootNode().host;
  const parts = e.tagName === "A" ? [e, ...Array.from(e.querySelectorAll("*")).slice(0, 20)] : [e];
  const drawn = (one) => getComputedStyle(one).backgroundImage.includes("url(");
  const boxes = parts.map((one) => one.getBoundingClientRect()).filter((box, at) => at === 0 || (box.width > 1 && box.height > 1));
  const left = Math.min(...boxes.map((box) => box.left));
  const top = Math.min(...boxes.map((box) => box.top));
  return {
    box: [left, top, Math.max(...boxes.map((box) => box.right)) - left, Math.max(...boxes.map((box) => box.bottom)) - top],
    size: [e.offsetWidth || 0, e.offsetHeight || 0],
    loose: isFramed() || !["IMG", "CANVAS", "INPUT", "OBJECT"].includes(e.tagName) && parts.some(drawn),
    picture: e.tagName === "IMG" ? { complete: e.complete, width: e.naturalWidth, source: e.currentSrc || e.src, fills: fills() } : null,
  };

  // a picture in a drawing keeps its form, and leaves room beside it
  function isFramed() {
    return e instanceof SVGImageElement && e.preserveAspectRatio.baseVal.align !== SVGPreserveAspectRatio.SVG_PRESERVEASPECTRATIO_NONE;
  }

  // whether the picture itself takes all of the box
  function fills() {
    const style = getComputedStyle(e);
    const around = ["Left", "Right", "Top", "Bottom"].some((side) => parseFloat(style[`padding${side}`]) + parseFloat(style[`border${side}Width`]) > 1);
    return style.objectFit === "fill" && !around;
  }
}
