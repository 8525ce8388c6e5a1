function () {
  // a node that a script took out has no place: that is no sign that nobody sees what the page shows instead
  if (!this.isConnected) throw new Error("the node is gone from the page");
  const e = this.nodeType === 1 ? this : this.parentElement || this.getRootNode().host;
  const style = getComputedStyle(e);
  return {
    size: parseFloat(style.fontSize) || 0,
    width: e.offsetWidth || 0,
    drawn: e.getBoundingClientRect().width,
    moving: !!e.closest("marquee"),
    vertical: style.writingMode.startsWith("vertical") || style.writingMode.startsWith("sideways"),
  };
}
