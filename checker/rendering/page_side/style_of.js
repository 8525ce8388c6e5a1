function () {
  const e = this.nodeType === 1 ? this : this.parentElement || this.getRootNode().host;
  const style = getComputedStyle(e);
  return {
    size: parseFloat(style.fontSize) || 0,
    width: e.offsetWidth || 0,
    drawn: e.getBoundingClientRect().width,
    vertical: style.writingMode.startsWith("vertical") || style.writingMode.startsWith("sideways"),
  };
}
