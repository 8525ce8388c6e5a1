function () {
  // `this` is an element: its own box, and for a picture whether anything of it came
  const e = this.nodeType === 1 ? this : this.parentElement || this.getRootNode().host;
  const box = e.getBoundingClientRect();
  return {
    box: [box.left, box.top, box.width, box.height],
    size: [e.offsetWidth || 0, e.offsetHeight || 0],
    picture: e.tagName === "IMG" ? { complete: e.complete, width: e.naturalWidth, source: e.currentSrc || e.src } : null,
  };
}
