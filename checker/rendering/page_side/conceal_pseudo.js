function () {
  // hides what ::before and ::after of `this` write, by a style sheet of our own in its root
  globalThis.concealed ||= new Map();
  if (!concealed.has(this)) concealed.set(this, this.getAttribute("style"));
  const set = (name, value) => this.style.setProperty(name, value, "important");
  set("transition", "none");
  set("-webkit-text-fill-color", "transparent");
  set("text-shadow", "none");
  const root = this.getRootNode();
  const mark = "data-concealed-by-checker";
  this.setAttribute(mark, "");
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`[${mark}]::before,[${mark}]::after{-webkit-text-fill-color:transparent!important;text-shadow:none!important}`);
  root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
  (globalThis.sheets ||= []).push([root, sheet, this, mark]);
  return true;
}
