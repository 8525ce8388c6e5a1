function () {
  // a click on `this`, a link or button of the page's own
  const e = this.nodeType === 1 ? this : this.parentElement;
  const link = e && e.closest("a[target]");
  if (link && link.target && link.target !== "_self") link.target = "_self"; // a list turns in its own window
  if (e) e.click();
  return !!e;
}
